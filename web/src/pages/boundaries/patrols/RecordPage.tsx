/** Records a patrol: its track from a file, its times, and the inspections that were made on it. */
import { Alert, Form } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { AreaField } from '../../../forms/AreaField';
import type { Values } from '../../../forms/draft';
import { ChoiceField, TextField } from '../../../forms/fields';
import { time } from '../../../lib/format';
import { uuid } from '../../../lib/uuid';
import { NotFound } from '../../NotFound';
import '../../pages.css';
import '../findings/findings.css';
import { KeptFormBody } from '../findings/parts/KeptForm';
import { useKeptForm } from '../findings/parts/useKeptForm';
import { filled, instant } from '../findings/steps/body';
import { TimeField } from '../findings/steps/fields';
import { InspectionsField } from './InspectionsField';
import './patrols.css';
import { type Patrol, patrolLink, patrolsPath, type Plan, plansPath, sources } from './patrols';
import type { Track } from './track';
import { TrackField } from './TrackField';
import { useEvery } from './useEvery';

export function RecordPage() {
  return useSession().may.inspection ? <Filling /> : <NotFound />;
}

function Filling() {
  const { t } = useTranslation('findings');
  const every = useEvery();
  const { t: tm } = useTranslation();
  const navigate = useNavigate();
  const { account } = useSession();
  const [track, setTrack] = useState<Track>();
  const [missing, setMissing] = useState(false);
  // The same id with every try: a walk whose answer was lost is not stored twice.
  const start = useMemo<Values>(() => ({ id: uuid(), area_code: account?.area_code, patroller: account?.name }), [account]);
  const kept = useKeptForm<Patrol>({ kind: 'patrol', start, done: ({ data }) => void navigate(patrolLink(data.id), { replace: true }) });
  const { items: plans } = usePages<Plan>(plansPath, { limit: 500 });
  const { form } = kept;
  const read = (next: Track | undefined) => {
    setTrack(next);
    setMissing(false);
    if (next?.from) form.setFieldsValue({ started_at: local(next.from) });
    if (next?.to) form.setFieldsValue({ ended_at: local(next.to) });
    kept.changed();
  };
  const finish = (values: Values) => {
    setMissing(!track);
    if (!track) return;
    const { started_at, ended_at, ...rest } = values;
    void kept.submit({ method: 'POST', path: patrolsPath, body: { ...filled(rest), started_at: instant(started_at), ended_at: instant(ended_at), track: track.sent } });
  };
  return (
    <div className="page">
      <p><Link to="/boundaries/patrols">{t('patrols.toList')}</Link></p>
      <header className="page-head"><h1>{t('patrols.new')}</h1></header>
      <section className="card">
        <KeptFormBody kept={kept} action={t('patrols.send')} onFinish={finish}>
          <TrackField track={track} onTrack={read} />
          {missing && <Alert type="error" showIcon title={t('patrols.trackNeeded')} />}
          <div className="form-grid">
            <TimeField name="started_at" label={t('patrols.started')} required />
            <TimeField name="ended_at" label={t('patrols.ended')} required />
            <Form.Item name="area_code" label={t('patrols.office')} rules={[{ required: true, message: tm('form.required') }]}><AreaField whole /></Form.Item>
            <TextField name="patroller" label={t('patrols.patroller')} required />
            <ChoiceField name="source" label={t('patrols.source')} clear options={sources.map((value) => ({ value, label: t(`patrols.sources.${value}`) }))} />
            <ChoiceField name="plan_id" label={t('patrols.plan')} clear options={plans.map((one) => ({ value: one.id, label: [one.area_name || one.line_name, every(one.every_months), one.patroller].filter(Boolean).join(' · ') }))} />
          </div>
          <Form.Item name="inspections" label={t('patrols.inspections')} extra={t('patrols.inspectionsHint')}><InspectionsField /></Form.Item>
          <TextField name="note" label={t('patrols.note')} rows={2} />
          <Form.Item name="id" hidden><input type="hidden" /></Form.Item>
        </KeptFormBody>
      </section>
    </div>
  );
}

const local = (at: string) => time(at).replace(' ', 'T');
