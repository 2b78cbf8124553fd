/** Judges one or many rows; an exception says why the name may stand. */
import { Alert, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { refusalLines } from '../../../parts/refusals';
import type { Row, Verdict } from './cleanup';

interface Props {
  rows: Row[];
  verdict: Verdict;
  onClose: (done: boolean) => void;
}

export function JudgeModal({ rows, verdict, onClose }: Props) {
  const { t } = useTranslation('cleanup');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<{ reason?: string }>();
  const send = useSend(() => onClose(true));
  const judge = ({ reason = '' }: { reason?: string }) =>
    send.mutate({ method: 'POST', path: '/gazetteer/cleanup/judge', body: { rows: rows.map(({ id, version }) => ({ id, version })), verdict, reason: reason.trim() } });
  const exception = verdict === 'exception';
  return (
    <Modal open title={t(`judge.${verdict}`)} onOk={form.submit} okText={t('judge.ok')} confirmLoading={send.isPending} onCancel={() => onClose(false)} destroyOnHidden>
      <p>{rows.length === 1 ? `${rows[0]?.name}：${rows[0]?.message}` : t('judge.many', { n: rows.length })}</p>
      <Form form={form} layout="vertical" onFinish={judge} requiredMark={false} className="judge-form">
        <Form.Item name="reason" label={t('reason')} rules={exception ? [{ required: true, whitespace: true, message: t('judge.needsReason') }] : []} extra={exception ? t('judge.hint') : undefined}>
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) form.submit(); }} />
        </Form.Item>
      </Form>
      {send.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(send.error, tm)}</span>} />}
    </Modal>
  );
}
