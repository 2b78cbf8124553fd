import { useTranslation } from 'react-i18next';
import { ChoiceField, NumberField, TextField } from './fields';

export function LineFields() {
  const { t } = useTranslation();
  return (
    <>
      <TextField name="name" label={t('field.name')} required />
      <NumberField name="agreed_length_km" label={t('field.agreed_length_km')} unit="km" extra={t('form.agreedHint')} />
      <TextField name="agreement" label={t('field.agreement')} />
      <ChoiceField name="status" label={t('field.status')} options={(['in_force', 'disputed'] as const).map((value) => ({ value, label: t(`lineStatus.${value}`) }))} />
      <TextField name="short_code" label={t('field.short_code')} />
    </>
  );
}
