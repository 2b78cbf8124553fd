/** Adds a webhook. */
import { Alert, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AreaField } from '../../forms/AreaField';
import { useFormSend } from '../../parts/useFormSend';
import { entities, type Hook } from './hooks';

interface Values { url: string; entities?: string[]; area_code?: string }

export function HookModal({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: string) => void }) {
  const { t } = useTranslation('webhooks');
  const [form] = Form.useForm<Values>();
  const { submit, busy, message } = useFormSend<Hook & { secret: string }>(form, ({ data }) => onSecret(data.secret));
  const save = ({ url, entities: heard = [], area_code }: Values) =>
    void submit({ method: 'POST', path: '/webhooks', body: { url: url.trim(), entities: heard, ...(area_code ? { area_code } : {}) } });
  return (
    <Modal open title={t('add')} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" onFinish={save} requiredMark={false}>
        {message && <Alert type="error" showIcon title={message} />}
        <Form.Item name="url" label={t('url')} rules={[{ required: true, message: t('required') }]}><Input type="url" inputMode="url" maxLength={500} placeholder="https://" autoComplete="off" /></Form.Item>
        <Form.Item name="entities" label={t('hears')} extra={t('hearsHint')}><Select mode="multiple" allowClear options={entities.map((value) => ({ value, label: t(`entities.${value}`) }))} /></Form.Item>
        <Form.Item name="area_code" label={t('area')} extra={t('areaHint')}><AreaField /></Form.Item>
      </Form>
    </Modal>
  );
}
