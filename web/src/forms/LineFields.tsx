import { useTranslation } from 'react-i18next';
import { NumberField, TextField } from './fields';

export function LineFields() {
  const { t } = useTranslation();
  return (
    <>
      <TextField name="name" label={t('field.name')} required />
      <NumberField name="agreed_length_km" label={t('field.agreed_length_km')} unit="km" extra={t('form.agreedHint')} />
      <TextField name="agreement" label={t('field.agreement')} />
      <TextField name="short_code" label={t('field.short_code')} />
    </>
  );
}
