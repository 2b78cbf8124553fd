/** A dispute: its stretch, the steps of mediation, the agreements with their scans, and how it was settled. */
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ProblemError } from '../../../api/client';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { boundsOf } from '../../../map/bounds';
import { Attachments } from '../../../parts/Attachments';
import { useGet } from '../../../parts/useGet';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { chainage } from '../findings/findings';
import '../findings/findings.css';
import { ThingsMap } from '../findings/parts/ThingsMap';
import { Versions } from '../findings/parts/Versions';
import { usePartyNames } from '../findings/parts/pickers';
import { type Dispute, disputesPath, thingsOf } from './disputes';
import { StateTag } from './DisputesPage';
import { Guard } from './Guard';
import { StepModal, type DisputeStep } from './StepModal';

export function DisputePage() {
  return <Guard><Read /></Guard>;
}

function Read() {
  const { t } = useTranslation('findings');
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet<Dispute>(`${disputesPath}/${id}`);
  if (error instanceof ProblemError && error.status === 404) return <Empty>{t('disputes.gone')} <Link to="/boundaries/disputes">{t('disputes.toList')}</Link></Empty>;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data?.id !== id) return <Loading />;
  return <Shown dispute={data} />;
}

function Shown({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation('findings');
  const { may } = useSession();
  const [doing, setDoing] = useState<DisputeStep>();
  const offered: DisputeStep[] = !may.finding ? [] : dispute.state === 'settled' ? ['reopen'] : ['mediate', 'agree', 'settle', 'edit'];
  return (
    <div className="page wide-page">
      <p><Link to="/boundaries/disputes">{t('disputes.toList')}</Link></p>
      <header className="page-head">
        <h1>{t('number', { number: dispute.number })} {dispute.title}</h1>
        <span className="row-actions">
          <StateTag state={dispute.state} />
          {offered.map((step) => <Button key={step} type={step === 'mediate' ? 'primary' : 'default'} onClick={() => setDoing(step)}>{t(`disputes.steps.${step}`)}</Button>)}
        </span>
      </header>
      <div className="finding-page">
        <div className="stack">
          <section className="card"><Facts dispute={dispute} /></section>
          <section className="card" aria-labelledby="mediations-title">
            <h2 id="mediations-title">{t('disputes.mediations')}</h2>
            <Steps empty={t('disputes.noMediations')} items={dispute.mediations.map(({ seq, held_on, who, result }) => ({ seq, on: held_on, head: who, text: result }))} />
          </section>
          <section className="card" aria-labelledby="agreements-title">
            <h2 id="agreements-title">{t('disputes.agreements')}</h2>
            <Steps empty={t('disputes.noAgreements')} items={dispute.agreements.map(({ seq, signed_on, document, note }) => ({ seq, on: signed_on, head: document, text: note }))} />
            <h3>{t('disputes.scans')}</h3>
            <Attachments owner="dispute" ownerId={dispute.id} roles={['agreement', 'report', 'photo', 'file']} mayAdd={Boolean(may.finding)} />
          </section>
        </div>
        <div className="stack">
          <section className="card" aria-labelledby="stretch-title">
            <h2 id="stretch-title">{t('disputes.stretch')}</h2>
            <Stretch dispute={dispute} />
          </section>
          <section className="card" aria-labelledby="history-title">
            <h2 id="history-title">{t('history.title')}</h2>
            <Versions path={`${disputesPath}/${dispute.id}/history`} />
          </section>
        </div>
      </div>
      {doing && <StepModal dispute={dispute} step={doing} onClose={() => setDoing(undefined)} />}
    </div>
  );
}

function Facts({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation('findings');
  const partyName = usePartyNames();
  return (
    <dl className="facts">
      <div><dt>{t('line')}</dt><dd><Link to={`/boundaries/lines/${dispute.line_code}`}>{dispute.line_name}</Link></dd></div>
      <div><dt>{t('disputes.stretch')}</dt><dd>{chainage(dispute.from_m)} – {chainage(dispute.to_m)}</dd></div>
      <div><dt>{t('parties')}</dt><dd>{dispute.parties.map(partyName).join(t('and'))}</dd></div>
      <div><dt>{t('disputes.since_on')}</dt><dd>{dispute.since_on}</dd></div>
      <div><dt>{t('by')}</dt><dd>{dispute.author_name || dispute.author}</dd></div>
      <div className="wide"><dt>{t('disputes.involved')}</dt><dd className="lines">{dispute.involved || none}</dd></div>
      <div className="wide"><dt>{t('disputes.description')}</dt><dd className="lines">{dispute.description || none}</dd></div>
      {dispute.settled_on && <div className="wide"><dt>{t('disputes.settlement')}</dt><dd className="lines">{dispute.settled_on} {dispute.settlement}</dd></div>}
    </dl>
  );
}

function Steps({ items, empty }: { items: { seq: number; on: string; head: string; text: string }[]; empty: string }) {
  if (items.length === 0) return <p className="muted">{empty}</p>;
  return (
    <ol className="timeline">
      {items.map(({ seq, on, head, text }) => (
        <li key={seq} className="done">
          <p className="timeline-head"><strong>{head}</strong> <time dateTime={on}>{on}</time></p>
          {text && <p className="lines">{text}</p>}
        </li>
      ))}
    </ol>
  );
}

function Stretch({ dispute }: { dispute: Dispute }) {
  const { t } = useTranslation('findings');
  const things = useMemo(() => thingsOf([dispute]), [dispute]);
  if (!dispute.geometry) return <p className="muted">{t('map.noPlace')}</p>;
  return <ThingsMap small markers things={things} bounds={boundsOf([dispute.geometry], 0.03)} label={t('disputes.map')} />;
}
