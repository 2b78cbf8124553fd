/** A scenario, alone or beside others: before and after by township, on the map and in a table. */
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { ProblemError } from '../../../api/client';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { today } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { type Comparison, type Scenario, scenariosPath } from '../siting/siting';
import '../siting/siting.css';
import { AdoptModal } from './AdoptModal';
import { ShareModal } from './ShareModal';
import { SideBySide } from './SideBySide';

export function ScenarioPage() {
  const { t } = useTranslation('siting');
  const { id = '' } = useParams();
  const { data, error, refetch } = useGet<Scenario>(`${scenariosPath}/${id}`);
  if (error instanceof ProblemError && error.status === 404) return <Empty>{t('goneScenario')} <Link to="/coverage/scenarios">{t('backScenarios')}</Link></Empty>;
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  if (data?.id !== id) return <Loading />;
  return <Shown scenario={data} />;
}

function Shown({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation('siting');
  const { may } = useSession();
  const { values, set } = useFilters(['as_of', 'by', 'metres', 'minutes', 'with', 'include']);
  const navigate = useNavigate();
  const [adopting, setAdopting] = useState(false);
  const [sharing, setSharing] = useState(false);
  const by = values.by || 'presence';
  const query = {
    scenario: [scenario.id, ...values.with.split(',').filter(Boolean)].join(','), as_of: values.as_of || today(), by, include: values.include,
    of: by === 'presence' ? undefined : 'villages', metres: by === 'distance' ? values.metres || 10_000 : undefined, minutes: by === 'minutes' ? values.minutes || 60 : undefined,
  };
  const { data, error, refetch, isPlaceholderData } = useGet<Comparison>(`${scenariosPath}/compare`, query);
  return (
    <div className="page wide-page">
      <p><Link to="/coverage/scenarios">{t('backScenarios')}</Link></p>
      <header className="page-head">
        <h1>{scenario.name}</h1>
        {may.siting && (
          <div className="row-actions">
            <Button href={`${import.meta.env.BASE_URL}coverage/scenarios/${scenario.id}/edit`} onClick={(event) => (event.preventDefault(), void navigate(`/coverage/scenarios/${scenario.id}/edit`))}>{t('editSites')}</Button>
            <Button onClick={() => setSharing(true)}>{t('share')}</Button>
            <Button onClick={() => setAdopting(true)} disabled={scenario.sites.every((one) => one.facility_id)}>{t('adopt')}</Button>
          </div>
        )}
      </header>
      <p className="muted">
        {scenario.kind_name} · {scenario.area_name} · {t('siteCount', { count: scenario.sites.length })}
        {scenario.run_id && <> · <Link to={`/coverage/siting/${scenario.run_id}`}>{t('fromRun', { number: scenario.run_number })}</Link></>}
        {scenario.note && ` · ${scenario.note}`}
      </p>
      <Form layout="inline" className="filters">
        <label>{t('asOf')}<Input type="date" value={query.as_of} onChange={(event) => event.target.value && set('as_of', event.target.value)} /></label>
        <label>{t('coverBy')}<Select value={by} onChange={(value) => set('by', value === 'presence' ? '' : value)} options={(['presence', 'distance', 'minutes'] as const).map((value) => ({ value, label: t(`cover.${value}`) }))} /></label>
        {by === 'distance' && <label>{t('metres')}<Input type="number" min={1} value={values.metres || '10000'} onChange={(event) => set('metres', event.target.value)} /></label>}
        {by === 'minutes' && <label>{t('minutes')}<Input type="number" min={1} value={values.minutes || '60'} onChange={(event) => set('minutes', event.target.value)} /></label>}
      </Form>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <div aria-busy={isPlaceholderData}><SideBySide data={data} mapped /></div>}
      {sharing && <ShareModal scenario={scenario.id} question={query} onClose={() => setSharing(false)} />}
      {adopting && <AdoptModal scenario={scenario} onClose={() => setAdopting(false)} />}
    </div>
  );
}
