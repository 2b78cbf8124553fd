/** A patrol as it was received: the track on the map, and the inspections made on it. */
import { Alert, Form } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ProblemError } from '../../../api/client';
import { useSession } from '../../../api/session';
import { none, number, time } from '../../../lib/format';
import { boundsOf } from '../../../map/bounds';
import { useGet } from '../../../parts/useGet';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import '../findings/findings.css';
import { KeptFormBody } from '../findings/parts/KeptForm';
import { ThingsMap } from '../findings/parts/ThingsMap';
import type { Thing } from '../findings/parts/thingsStyle';
import { useKeptForm } from '../findings/parts/useKeptForm';
import { usePartyNames } from '../findings/parts/pickers';
import { colours } from './coverageStyle';
import { InspectionsField } from './InspectionsField';
import { Linked } from './Linked';
import './patrols.css';
import { type Patrol, patrolsPath, type Plan, plansPath } from './patrols';
import { useEvery } from './useEvery';

export function PatrolPage() {
  const { t } = useTranslation('findings');
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet<Patrol>(`${patrolsPath}/${id}`);
  if (error instanceof ProblemError && error.status === 404) return <Empty>{t('patrols.gone')} <Link to="/boundaries/patrols">{t('patrols.toList')}</Link></Empty>;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data?.id !== id) return <Loading />;
  return <Shown patrol={data} />;
}

function Shown({ patrol }: { patrol: Patrol }) {
  const { t } = useTranslation('findings');
  const { may } = useSession();
  return (
    <div className="page wide-page">
      <p><Link to="/boundaries/patrols">{t('patrols.toList')}</Link></p>
      <header className="page-head"><h1>{t('patrols.headline', { at: time(patrol.started_at), by: patrol.patroller })}</h1></header>
      {patrol.flags.map((flag) => <Alert key={flag} type="warning" showIcon title={t(`patrols.flags.${flag}`)} />)}
      <div className="finding-page">
        <div className="stack">
          <section className="card" aria-labelledby="track-title">
            <h2 id="track-title">{t('patrols.track')}</h2>
            <TrackMap patrol={patrol} />
          </section>
        </div>
        <div className="stack">
          <section className="card"><Facts patrol={patrol} /></section>
          <section className="card" aria-labelledby="linked-title">
            <h2 id="linked-title">{t('patrols.inspections')}</h2>
            <Linked ids={patrol.inspections} />
            {may.inspection && <Linking patrol={patrol} />}
          </section>
        </div>
      </div>
    </div>
  );
}

function TrackMap({ patrol }: { patrol: Patrol }) {
  const { t } = useTranslation('findings');
  const { track, id } = patrol;
  const things = useMemo<Thing[]>(() => (track ? [{ type: 'Feature', properties: { key: id, label: '', colour: colours.track }, geometry: track }] : []), [track, id]);
  if (!track) return <p className="muted">{t('map.noPlace')}</p>;
  return <ThingsMap markers things={things} bounds={boundsOf([track], 0.01)} label={t('patrols.trackMap')} />;
}

function Facts({ patrol }: { patrol: Patrol }) {
  const { t } = useTranslation('findings');
  const every = useEvery();
  const partyName = usePartyNames();
  const plan = useGet<Plan>(`${plansPath}/${patrol.plan_id ?? ''}`, {}, patrol.plan_id !== null);
  return (
    <dl className="facts">
      <div><dt>{t('patrols.started')}</dt><dd>{time(patrol.started_at)}</dd></div>
      <div><dt>{t('patrols.ended')}</dt><dd>{time(patrol.ended_at)}</dd></div>
      <div><dt>{t('patrols.length')}</dt><dd>{number(patrol.length_m / 1000, 2)}</dd></div>
      <div><dt>{t('patrols.patroller')}</dt><dd>{patrol.patroller}</dd></div>
      <div><dt>{t('patrols.office')}</dt><dd>{partyName(patrol.area_code)}</dd></div>
      <div><dt>{t('patrols.source')}</dt><dd>{patrol.source ? t(`patrols.sources.${patrol.source}`) : none}</dd></div>
      <div><dt>{t('patrols.plan')}</dt><dd>{plan.data ? `${plan.data.area_name || plan.data.line_name} · ${every(plan.data.every_months)}` : none}</dd></div>
      <div><dt>{t('patrols.received')}</dt><dd>{time(patrol.received_at)} {patrol.author_name || patrol.author}</dd></div>
      <div className="wide"><dt>{t('patrols.note')}</dt><dd className="lines">{patrol.note || none}</dd></div>
    </dl>
  );
}

function Linking({ patrol }: { patrol: Patrol }) {
  const { t } = useTranslation('findings');
  const { t: tm } = useTranslation();
  const kept = useKeptForm<Patrol>({ kind: 'patrol.link', id: patrol.id, start: {}, done: () => kept.form.resetFields() });
  return (
    <KeptFormBody kept={kept} action={t('patrols.link')} onFinish={({ inspections }) => void kept.submit({ method: 'POST', path: `${patrolsPath}/${patrol.id}/inspections`, body: { inspections } })}>
      <Form.Item name="inspections" label={t('patrols.linkMore')} rules={[{ required: true, message: tm('form.required') }]}><InspectionsField without={patrol.inspections} /></Form.Item>
    </KeptFormBody>
  );
}
