import { useTranslation } from 'react-i18next';
import { useRecord } from '../api/queries';
import { type BodyProps, ChoiceField, DateField, NumberField, TagsField, TextField } from './fields';

export function LineFields({ id = '' }: BodyProps) {
  const { t } = useTranslation();
  const { data: line } = useRecord('line', id);
  const parties = line ? [{ value: line.left_area, label: line.left_name }, { value: line.right_area, label: line.right_name }] : [];
  return (
    <>
      <TextField name="name" label={t('field.name')} required />
      <div className="pair">
        <ChoiceField name="leading_area" label={t('field.leading_area')} clear options={withOther(parties, line?.leading_area, line?.leading_name)} />
        <ChoiceField name="cooperating_area" label={t('field.cooperating_area')} clear options={withOther(parties, line?.cooperating_area, line?.cooperating_name)} />
      </div>
      <NumberField name="agreed_length_km" label={t('field.agreed_length_km')} unit="km" extra={t('form.agreedHint')} />
      <div className="pair">
        <TextField name="agreement" label={t('field.agreement')} />
        <DateField name="agreement_on" label={t('field.agreement_on')} />
      </div>
      <TagsField name="agreement_parties" label={t('field.agreement_parties')} extra={t('form.tagsHint')} />
      <TagsField name="map_sheets" label={t('field.map_sheets')} extra={t('form.tagsHint')} />
      <div className="pair">
        <ChoiceField name="status" label={t('field.status')} options={(['in_force', 'disputed'] as const).map((value) => ({ value, label: t(`lineStatus.${value}`) }))} />
        <TextField name="short_code" label={t('field.short_code')} />
      </div>
    </>
  );
}

/** Of an outer line a neighbour beyond may be on file: it stays to be chosen. */
function withOther(parties: { value: string; label: string }[], code: string | undefined, name: string | undefined) {
  return !code || parties.some((one) => one.value === code) ? parties : [...parties, { value: code, label: name || code }];
}
