/** Notes that an approval was filed (备案), and takes such a note back. */
import { Alert, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateField, TextField } from '../../../forms/fields';
import { today } from '../../../lib/format';
import { useFormSend } from '../../../parts/useFormSend';
import { type Approval, approvalPath } from './filing';

interface Props {
  approval: Approval;
  onClose: () => void;
}

export function FileModal({ approval, onClose }: Props) {
  const { t } = useTranslation('filing');
  const [form] = Form.useForm<{ filed_on: string; document: string; receiver?: string }>();
  const { submit, busy, message } = useFormSend<Approval>(form, onClose);
  return (
    <Modal open title={t('file.title', { document: approval.document })} onCancel={onClose} onOk={form.submit} okText={t('file.go')} confirmLoading={busy} destroyOnHidden>
      <Form
        form={form} layout="vertical" requiredMark={false} initialValues={{ filed_on: today(), receiver: approval.route.receiver }}
        onFinish={(body) => void submit({ method: 'POST', path: `${approvalPath(approval.id)}/file`, body, ifMatch: approval.version })}
      >
        {message && <Alert type="error" showIcon title={message} />}
        <DateField name="filed_on" label={t('file.on')} required />
        <TextField name="document" label={t('file.document')} required />
        <TextField name="receiver" label={t('receiver')} required extra={t(`routes.${approval.route.rule}`)} />
      </Form>
    </Modal>
  );
}

export function UnfileModal({ approval, onClose }: Props) {
  const { t } = useTranslation('filing');
  const [form] = Form.useForm<{ reason: string }>();
  const { submit, busy, message } = useFormSend<Approval>(form, onClose);
  return (
    <Modal open title={t('unfile.title')} onCancel={onClose} onOk={form.submit} okText={t('unfile.go')} okButtonProps={{ danger: true }} confirmLoading={busy} destroyOnHidden>
      <Form
        form={form} layout="vertical" requiredMark={false}
        onFinish={(body) => void submit({ method: 'POST', path: `${approvalPath(approval.id)}/unfile`, body, ifMatch: approval.version })}
      >
        {message && <Alert type="error" showIcon title={message} />}
        <TextField name="reason" label={t('reason')} rows={2} required />
      </Form>
    </Modal>
  );
}
