/** The steps that the reader may take with a set: a button for each that the service allows, no other. */
import { Alert, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ProblemError } from '../../../api/client';
import { errorText } from '../../../shell/States';
import { type ChangeSet, setPath } from './changes';
import { refusalOf } from './refusal';
import { type Step, stepsOf } from './rows';
import { useSetSend } from './useSet';

const primary: readonly Step[] = ['submit', 'accept', 'publish'];

export function SetActions({ set }: { set: ChangeSet }) {
  const { t } = useTranslation('changes');
  const [doing, setDoing] = useState<Step>();
  return (
    <div className="row-actions">
      {stepsOf(set).map((step) => (
        <Button key={step} type={primary.includes(step) ? 'primary' : 'default'} danger={step === 'return' || step === 'withdraw'} onClick={() => setDoing(step)}>
          {t(`steps.${step}`)}
        </Button>
      ))}
      {doing && <StepModal set={set} step={doing} onClose={() => setDoing(undefined)} />}
    </div>
  );
}

/** Asks for the reason, where one is needed or wanted, and says what the service refuses. */
function StepModal({ set, step, onClose }: { set: ChangeSet; step: Step; onClose: () => void }) {
  const { t } = useTranslation('changes');
  const { t: tm } = useTranslation();
  const navigate = useNavigate();
  const [form] = Form.useForm<{ reason?: string }>();
  const send = useSetSend(set.id);
  const must = (step === 'return' && set.counts.returned === 0) || (step === 'submit' && set.reason === '');
  const path = setPath(set.id);
  const run = async (reason: string) => {
    let version = set.version;
    if (step === 'submit' && reason !== set.reason) {
      version = (await send.mutateAsync({ method: 'PATCH', path, body: { reason }, merge: true, ifMatch: version })).data.version;
    }
    const { data } = await send.mutateAsync({
      method: 'POST', path: `${path}/${step}`, ifMatch: step === 'revert' ? undefined : version,
      body: step === 'publish' || step === 'submit' || !reason ? {} : { reason },
    });
    onClose();
    if (step === 'revert') void navigate(`/names/changes/${data.id}`);
  };
  // What is refused stands in send.error.
  const finish = ({ reason }: { reason?: string }) => void run(reason?.trim() ?? '').catch(() => undefined);
  const details = send.error instanceof ProblemError ? send.error.fields.map((one) => refusalOf(one, (seq) => t('itemNo', { seq }))).join('\n') : '';
  return (
    <Modal open title={t(`steps.${step}`)} okText={t(`steps.${step}`)} okButtonProps={{ danger: step === 'return' || step === 'withdraw' }} confirmLoading={send.isPending} onOk={form.submit} onCancel={onClose} destroyOnHidden>
      <p className="step-hint">{t(`stepHints.${step}`, { count: set.counts.items, returned: set.counts.returned })}</p>
      <Form form={form} layout="vertical" onFinish={finish} requiredMark={false}>
        {step !== 'publish' && (
          <Form.Item name="reason" label={t(step === 'submit' || step === 'revert' ? 'reason' : 'verdict')} initialValue={step === 'submit' ? set.reason : ''} rules={must ? [{ required: true, whitespace: true, message: t('required') }] : []}>
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
          </Form.Item>
        )}
      </Form>
      {send.error && <Alert type="error" showIcon title={errorText(send.error, tm)} description={details || undefined} className="lines" />}
    </Modal>
  );
}
