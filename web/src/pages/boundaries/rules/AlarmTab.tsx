/** When a marker counts as moved: thresholds and standard errors, all set at once. */
import { Alert, Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { type Threshold, type Thresholds, thresholds } from './settings';

type Values = Record<Threshold, number> & { reason?: string };

export function AlarmTab() {
  const { data, error, refetch } = useGet<Thresholds>('/boundaries/alarms/settings');
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <ThresholdForm key={data.version} stored={data} />;
}

function ThresholdForm({ stored }: { stored: Thresholds }) {
  const { t } = useTranslation('boundaryrules');
  const { may } = useSession();
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Thresholds>(form, () => undefined);
  const save = ({ reason, ...values }: Values) => void submit({ method: 'PUT', path: '/boundaries/alarms/settings', body: { ...values, ...(reason?.trim() ? { reason: reason.trim() } : {}) }, ifMatch: stored.version });
  const unit = (name: Threshold) => (name.endsWith('_m') ? t('metres') : name === 'together_min' ? t('minutes') : undefined);
  return (
    <Form form={form} layout="vertical" initialValues={stored} onFinish={save} requiredMark={false} disabled={!may.alarm_settings} className="card settings-form">
      {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
      <p className="formula">{t('formula')}</p>
      <div className="settings-grid">
        {thresholds.map((name) => <NumberField key={name} name={name} label={t(`thresholds.${name}`)} extra={t(`thresholdHints.${name}`)} unit={unit(name)} required />)}
      </div>
      {may.alarm_settings && (
        <>
          <TextField name="reason" label={t('reason')} />
          <Button type="primary" htmlType="submit" loading={busy}>{t('save')}</Button>
        </>
      )}
    </Form>
  );
}
