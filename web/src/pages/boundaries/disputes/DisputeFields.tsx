/** What is written of a dispute. */
import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField, NumberField, TextField } from '../../../forms/fields';
import { LinePicker } from '../findings/parts/pickers';

/** `fixed` names the line of a dispute that was mediated: it stays. */
export function DisputeFields({ fixed }: { fixed?: boolean }) {
  const { t } = useTranslation('findings');
  const { t: tm } = useTranslation();
  return (
    <>
      <TextField name="title" label={t('disputes.subject')} required extra={t('disputes.subjectHint')} />
      {!fixed && (
        <Form.Item name="line_code" label={t('line')} rules={[{ required: true, message: tm('form.required') }]}>
          <LinePicker placeholder={t('fields.chooseLine')} />
        </Form.Item>
      )}
      <div className="form-grid">
        <NumberField name="from_km" label={t('disputes.from')} required unit="km" extra={t('fields.chainageHint')} />
        <NumberField name="to_km" label={t('disputes.to')} required unit="km" />
        <DateField name="since_on" label={t('disputes.since_on')} required />
      </div>
      <TextField name="involved" label={t('disputes.involved')} extra={t('disputes.involvedHint')} rows={2} />
      <TextField name="description" label={t('disputes.description')} rows={4} />
    </>
  );
}
