/** Decides about differences: ours is right (with a reason), later, or open again. */
import { Alert, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { refusalLines } from '../../../parts/refusals';

interface Props {
  path: string;
  ids: string[];
  decision: 'ours' | 'later' | 'open';
  onClose: (sent: boolean) => void;
}

export function DecideModal({ path, ids, decision, onClose }: Props) {
  const { t } = useTranslation('national');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<{ reason?: string }>();
  const send = useSend(() => onClose(true));
  return (
    <Modal open title={t(`decide.${decision}`)} onOk={form.submit} okText={t('ok')} confirmLoading={send.isPending} onCancel={() => onClose(false)} destroyOnHidden>
      <p>{t('decideText', { n: ids.length })}</p>
      <Form form={form} layout="vertical" requiredMark={false} className="judge-form" onFinish={({ reason = '' }) => send.mutate({ method: 'POST', path: `${path}/decide`, body: { ids, decision, reason: reason.trim() } })}>
        <Form.Item name="reason" label={t('reason')} rules={decision === 'ours' ? [{ required: true, whitespace: true, message: t('needsReason') }] : []}>
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </Form>
      {send.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(send.error, tm)}</span>} />}
    </Modal>
  );
}
