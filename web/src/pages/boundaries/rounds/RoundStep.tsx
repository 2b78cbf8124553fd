/** Asks once more before a round as a whole is opened, closed or archived, with what that means now. */
import { Alert, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSend } from '../../../api/lists';
import { number } from '../../../lib/format';
import { refusalLines } from '../../../parts/refusals';
import { type Round, roundsPath, type Totals } from './rounds';

export type WholeStep = 'open' | 'close' | 'archive';

interface Props {
  round: Round;
  step: WholeStep;
  whole: Totals | undefined;
  onClose: () => void;
}

export function RoundStep({ round, step, whole, onClose }: Props) {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  const [form] = Form.useForm<{ reason?: string }>();
  const send = useSend<Round>(onClose);
  const left = whole ? whole.lines - whole.lines_done : 0;
  const must = step === 'close' && left > 0;
  const run = ({ reason }: { reason?: string }) =>
    send.mutate({ method: 'POST', path: `${roundsPath}/${round.number}/${step}`, ifMatch: round.version, body: reason?.trim() ? { reason: reason.trim() } : {} });
  return (
    <Modal open title={t(`steps.${step}`)} okText={t(`steps.${step}`)} okButtonProps={{ danger: step === 'close' }} confirmLoading={send.isPending} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <p>{t(`stepHint.${step}`, { planned: number(whole ? whole.lines - whole.states.unplanned : 0), unplanned: number(whole?.states.unplanned ?? 0) })}</p>
      {must && <Alert type="warning" showIcon title={t('left.close', { count: left, km: number((whole?.km ?? 0) - (whole?.km_done ?? 0), 3) })} />}
      <Form form={form} layout="vertical" name="round-step" requiredMark={false} onFinish={run}>
        <Form.Item name="reason" label={must ? t('reasonMust') : t('reason')} rules={must ? [{ required: true, whitespace: true, message: t('reasonNeeded') }] : []}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </Form>
      {send.error && <Alert type="error" showIcon title={<span className="lines">{refusalLines(send.error, tm)}</span>} />}
    </Modal>
  );
}
