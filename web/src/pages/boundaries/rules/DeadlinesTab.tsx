/** The clocks of findings: how long may pass after each step. */
import { Alert, Button, Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import type { Page } from '../../../api/types';
import { TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';
import { Failed, Loading } from '../../../shell/States';
import { changedDeadlines, type Deadline, mostHours, type Step, steps } from './settings';

type Values = Partial<Record<Step, number | null>> & { reason?: string };

export function DeadlinesTab() {
  const { data, error, refetch } = useGet<Page<Deadline>>('/boundaries/findings/deadlines');
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (!data) return <Loading />;
  // What is stored fills the form anew once it has changed.
  return <Clocks key={data.items.map((one) => one.hours).join()} stored={data.items} />;
}

function Clocks({ stored }: { stored: Deadline[] }) {
  const { t } = useTranslation('boundaryrules');
  const { t: tm } = useTranslation();
  const { may } = useSession();
  const [form] = Form.useForm<Values>();
  const values = Form.useWatch([], form) as Values | undefined;
  const { submit, busy, message } = useFormSend<Page<Deadline>>(form, () => undefined);
  const initial = Object.fromEntries(stored.map((one) => [one.step, one.hours])) as Values;
  const changed = changedDeadlines(stored, values ?? {});
  const save = ({ reason, ...hours }: Values) => void submit({ method: 'PUT', path: '/boundaries/findings/deadlines', body: { items: changedDeadlines(stored, hours), ...(reason?.trim() ? { reason: reason.trim() } : {}) } });
  return (
    <Form form={form} layout="vertical" initialValues={initial} onFinish={save} requiredMark={false} disabled={!may.deadlines} className="card settings-form">
      {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
      <div className="settings-grid">
        {steps.map((step) => (
          <Form.Item
            key={step} name={step} label={t(`steps.${step}`)} extra={t('daysOf', { days: days(values?.[step] ?? initial[step]) })}
            rules={[{ required: true, message: tm('form.required') }, { type: 'number', min: 1, max: mostHours, message: tm('form.range', { low: 1, high: mostHours }) }]}
          >
            <InputNumber controls={false} precision={0} suffix={t('hours')} inputMode="numeric" />
          </Form.Item>
        ))}
      </div>
      {may.deadlines && (
        <>
          <TextField name="reason" label={t('reason')} />
          <Button type="primary" htmlType="submit" loading={busy} disabled={changed.length === 0}>{t('save')}</Button>
        </>
      )}
    </Form>
  );
}

/** Hours as days, to the half. */
function days(hours: number | null | undefined): string {
  return hours ? String(Math.round(hours / 12) / 2) : '–';
}
