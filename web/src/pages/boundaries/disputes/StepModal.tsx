/** What is done about a dispute: mediated, agreed, settled, taken up again, mended. */
import { Alert, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Values } from '../../../forms/draft';
import { DateField, TextField } from '../../../forms/fields';
import { today } from '../../../lib/format';
import { KeptFormBody } from '../findings/parts/KeptForm';
import { useKeptForm } from '../findings/parts/useKeptForm';
import { filled } from '../findings/steps/body';
import { type Dispute, disputeBody, disputesPath, valuesOf } from './disputes';
import { DisputeFields } from './DisputeFields';

export type DisputeStep = 'mediate' | 'agree' | 'settle' | 'reopen' | 'edit';

interface Props {
  dispute: Dispute;
  step: DisputeStep;
  onClose: () => void;
}

function startOf(step: DisputeStep, dispute: Dispute): Values {
  switch (step) {
    case 'mediate': return { held_on: today() };
    case 'agree': return { signed_on: today() };
    case 'settle': return { on: today() };
    case 'reopen': return {};
    case 'edit': return valuesOf(dispute);
  }
}

export function StepModal({ dispute, step, onClose }: Props) {
  const { t } = useTranslation('findings');
  const kept = useKeptForm<Dispute>({ kind: `dispute.${step}`, id: dispute.id, start: startOf(step, dispute), version: dispute.version, done: onClose });
  const path = `${disputesPath}/${dispute.id}`;
  const finish = (values: Values) => void kept.submit(step === 'edit'
    ? { method: 'PATCH', path, merge: true, body: editOf(values, dispute) }
    : { method: 'POST', path: `${path}/${step}`, body: filled(values) });
  return (
    <Modal open title={t(`disputes.steps.${step}`)} onCancel={onClose} footer={null} destroyOnHidden>
      <KeptFormBody kept={kept} action={t('save')} onFinish={finish}>
        {step === 'mediate' && (
          <>
            <DateField name="held_on" label={t('disputes.heldOn')} required />
            <TextField name="who" label={t('disputes.who')} required />
            <TextField name="result" label={t('disputes.result')} required rows={3} />
          </>
        )}
        {step === 'agree' && (
          <>
            <DateField name="signed_on" label={t('disputes.signedOn')} required />
            <TextField name="document" label={t('disputes.document')} required />
            <TextField name="note" label={t('disputes.note')} rows={2} />
            <Alert type="info" title={t('disputes.scanHint')} />
          </>
        )}
        {step === 'settle' && (
          <>
            <DateField name="on" label={t('disputes.settledOn')} required />
            <TextField name="settlement" label={t('disputes.settlement')} required rows={3} />
          </>
        )}
        {step === 'edit' && <DisputeFields fixed={dispute.mediations.length > 0} />}
        {step !== 'mediate' && step !== 'agree' && <TextField name="reason" label={t('reason')} required={step === 'reopen'} />}
      </KeptFormBody>
    </Modal>
  );
}

/** Texts may be emptied by a change; a line that stays is not sent. */
function editOf(values: Values, dispute: Dispute): Values {
  const body = { description: '', involved: '', ...disputeBody(values) };
  return dispute.mediations.length > 0 ? Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'line_code')) : body;
}
