/** The fields that a kind of facility has of its own, drawn as the kind says. */
import { useTranslation } from 'react-i18next';
import type { OwnField } from '../api/types';
import { ChoiceField, DateField, NumberField, TextField } from './fields';
import { useNamed } from './named';

export function OwnFields({ fields }: { fields: OwnField[] }) {
  return fields.map((field) => <OwnInput key={field.code} field={field} />);
}

function OwnInput({ field }: { field: OwnField }) {
  const { t } = useTranslation();
  const named = useNamed();
  const common = { name: ['extra', field.code], label: named(field), required: field.required };
  switch (field.type) {
    case 'integer':
    case 'number':
      return <NumberField {...common} unit={field.unit || undefined} min={field.min ?? undefined} max={field.max ?? undefined} whole={field.type === 'integer'} signed />;
    case 'date':
      return <DateField {...common} />;
    case 'boolean':
      return <ChoiceField {...common} clear options={[{ value: true, label: t('yes') }, { value: false, label: t('no') }]} />;
    case 'choice':
      return <ChoiceField {...common} clear options={field.choices.map((one) => ({ value: one.code, label: named(one) }))} />;
    default:
      return <TextField {...common} />;
  }
}
