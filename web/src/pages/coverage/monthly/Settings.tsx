/** When reports are due, for the whole prefecture. */
import { Alert, Button, Form, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormSend } from '../../../parts/useFormSend';
import { useGet } from '../../../parts/useGet';

interface MonthlySettings {
  day: number;
  since: string | null;
  version: number;
}

export function Settings() {
  const { t } = useTranslation('monthly');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('settings.open')}</Button>
      {open && <SettingsModal onClose={() => setOpen(false)} />}
    </>
  );
}

function SettingsModal({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('monthly');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<{ day: number; since?: string }>();
  const { data } = useGet<MonthlySettings>('/facilities/monthly/settings');
  const { submit, busy, message } = useFormSend(form, onClose);
  return (
    <Modal open title={t('settings.open')} onCancel={onClose} onOk={() => form.submit()} okText={tm('form.save')} confirmLoading={busy} okButtonProps={{ disabled: !data }}>
      {message && <Alert type="error" showIcon title={message} />}
      {data && (
        <Form
          form={form} layout="vertical" requiredMark={false} initialValues={{ day: data.day, since: data.since ?? '' }}
          onFinish={({ day, since }) => void submit({ method: 'PUT', path: '/facilities/monthly/settings', body: { day, since: since || null }, ifMatch: data.version })}
        >
          <Form.Item name="day" label={t('settings.day')} rules={[{ required: true, message: tm('form.required') }]}>
            <InputNumber min={1} max={31} precision={0} inputMode="numeric" />
          </Form.Item>
          <Form.Item name="since" label={t('settings.since')} extra={t('settings.sinceHint')}>
            <Input type="month" />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
