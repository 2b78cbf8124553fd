/** What the census form (地名登记表) asks for besides; seldom changed, so behind a disclosure. */
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAreaTree } from '../AreaField';
import { DateField, TextField } from '../fields';

export function CensusFields() {
  const { t } = useTranslation();
  const { t: tc } = useTranslation('changes');
  const areas = useAreaTree('').flatMap((county) => [county, ...(county.children ?? []).map((one) => ({ value: one.value, label: `${county.label} › ${one.label}` }))]);
  return (
    <details className="more-fields">
      <summary>{tc('census')}</summary>
      <div className="pair">
        <TextField name="language" label={t('field.language')} />
        <TextField name="founded" label={t('field.founded')} />
        <TextField name="named" label={t('field.named')} />
        <TextField name="abolished" label={t('field.abolished')} />
      </div>
      <TextField name="description" label={t('field.place_description')} rows={2} />
      <div className="pair">
        <TextField name="survey_method" label={t('field.survey_method')} />
        <TextField name="source" label={t('field.source')} />
        <TextField name="registrar" label={t('field.registrar')} />
        <DateField name="registered_on" label={t('field.registered_on')} />
      </div>
      <Form.Item name="crosses" label={t('field.crosses')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={areas.map(({ value, label }) => ({ value, label }))} />
      </Form.Item>
    </details>
  );
}
