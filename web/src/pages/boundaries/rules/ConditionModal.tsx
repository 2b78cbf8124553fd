/** A condition, new or to be changed; its code stays, since records name it. */
import { Alert, Form, Modal, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { NumberField, TextField } from '../../../forms/fields';
import { useFormSend } from '../../../parts/useFormSend';
import type { ConditionRow } from './settings';

interface Props {
  row: ConditionRow | undefined;
  /** Place of a new one: after the last. */
  next: number;
  onClose: () => void;
}

export function ConditionModal({ row, next, onClose }: Props) {
  const { t } = useTranslation('boundaryrules');
  const [form] = Form.useForm<ConditionRow>();
  const { submit, busy, message } = useFormSend<ConditionRow>(form, onClose);
  const save = ({ code, zh, en, order, active, exclusive }: ConditionRow) => {
    const body = { zh: zh.trim(), en: en.trim(), order, active, exclusive };
    void submit(row
      ? { method: 'PUT', path: `/boundaries/conditions/${row.code}`, body, ifMatch: row.version }
      : { method: 'POST', path: '/boundaries/conditions', body: { code: code.trim(), ...body } });
  };
  return (
    <Modal open title={row ? t('editCondition', { name: row.zh }) : t('addCondition')} onOk={form.submit} okText={t('save')} confirmLoading={busy} onCancel={onClose} destroyOnHidden>
      <Form form={form} layout="vertical" initialValues={row ?? { order: next, active: true, exclusive: false }} onFinish={save} requiredMark={false} className="judge-form">
        {message && <Alert type="error" showIcon title={<span className="lines">{message}</span>} />}
        {!row && <TextField name="code" label={t('code')} required extra={t('codeHint')} />}
        <TextField name="zh" label={t('zh')} required />
        <TextField name="en" label={t('en')} required />
        <NumberField name="order" label={t('order')} required whole />
        <Form.Item name="exclusive" label={t('exclusive')} valuePropName="checked" extra={t('exclusiveHint')}><Switch /></Form.Item>
        <Form.Item name="active" label={t('active')} valuePropName="checked" extra={t('activeHint')}><Switch /></Form.Item>
      </Form>
    </Modal>
  );
}
