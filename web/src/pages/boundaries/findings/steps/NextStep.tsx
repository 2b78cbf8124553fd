/** The form of the step that a finding waits for. */
import { useTranslation } from 'react-i18next';
import { useKeptForm } from '../parts/useKeptForm';
import { KeptFormBody } from '../parts/KeptForm';
import { type Finding, findingsPath, type Step } from '../findings';
import { bodyOf, startOf } from './body';
import { DecideFields, HandleFields, TellFields, VisitFields } from './fields';
import { FileFields } from './FileFields';
import { DateField, TextField } from '../../../../forms/fields';

interface Props {
  finding: Finding;
  step: Step;
}

export function NextStep({ finding, step }: Props) {
  const { t } = useTranslation('findings');
  const kept = useKeptForm<Finding>({
    kind: `finding.${step}`, id: finding.id, start: startOf(step, finding), version: finding.version, done: () => undefined,
  });
  return (
    <section className="card next-step" aria-labelledby="step-title">
      <h2 id="step-title">{t('next', { step: t(`steps.${step}`) })}</h2>
      <p className="muted">{t(`stepHints.${step}`)}</p>
      <KeptFormBody
        kept={kept} action={t(`stepActions.${step}`)}
        onFinish={(values) => void kept.submit({ method: 'POST', path: `${findingsPath}/${finding.id}/${step}`, body: bodyOf(step, values, finding) })}
      >
        <Fields finding={finding} step={step} />
      </KeptFormBody>
    </section>
  );
}

function Fields({ finding, step }: Props) {
  const { t } = useTranslation('findings');
  switch (step) {
    case 'tell': return <TellFields />;
    case 'visit': return <VisitFields />;
    case 'decide': return <DecideFields />;
    case 'handle': return <HandleFields finding={finding} />;
    case 'file': return <FileFields finding={finding} />;
    case 'close': return <><DateField name="on" label={t('fields.closedOn')} required /><TextField name="reason" label={t('reason')} /></>;
  }
}
