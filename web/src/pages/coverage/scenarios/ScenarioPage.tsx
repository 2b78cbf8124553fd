/** A scenario, alone or beside others: before and after by township, on the map and in a table. */
import { Alert, Button, Form, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { ProblemError } from '../../../api/client';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { number, today } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { type Comparison, pointsOf, type Scenario, scenariosPath } from '../siting/siting';
import '../siting/siting.css';
import { type AreaClass, SiteMap } from '../siting/SiteMap';
import { AdoptModal } from './AdoptModal';
import { CompareTable } from './CompareTable';

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
  const [adopting, setAdopting] = useState(false);
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
        {may.siting && <Button onClick={() => setAdopting(true)} disabled={scenario.sites.every((one) => one.facility_id)}>{t('adopt')}</Button>}
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
      {data && <div aria-busy={isPlaceholderData}><SideBySide data={data} /></div>}
      {adopting && <AdoptModal scenario={scenario} onClose={() => setAdopting(false)} />}
    </div>
  );
}

function SideBySide({ data }: { data: Comparison }) {
  const { t } = useTranslation('siting');
  const [shown, setShown] = useState(0);
  const [selected, setSelected] = useState<string>();
  const at = Math.min(shown, data.scenarios.length - 1);
  const points = useMemo(() => pointsOf((data.scenarios[at]?.sites ?? []).map((one) => ({ key: String(one.seq), name: one.name, lon: one.lon, lat: one.lat, role: 'site' as const }))), [data, at]);
  const classOf = useMemo(() => new Map<string, AreaClass>(data.townships.map((one) => {
    const after = one.after[at]?.demands ?? 0;
    return [one.code, after === 0 ? 'uncovered' : one.before.demands === 0 ? 'new' : 'covered'];
  })), [data, at]);
  const open = data.scenarios.filter((one) => one.after.areas < one.after.areas_of);
  return (
    <>
      <p className="muted">{t('compareBasis', { kind: data.kind_name, date: data.as_of, version: data.data_version })}</p>
      {data.scenarios.length > 0 && open.length === 0 && <Alert type="success" showIcon title={t('allCovered', { count: data.before.areas_of })} />}
      <section className="card" aria-label={t('figures')}>
        <dl className="siting-figures">
          <div><dt>{t('before')}</dt><dd>{number(data.before.areas)} / {number(data.before.areas_of)}</dd></div>
          {data.scenarios.map((one) => <div key={one.id}><dt>{one.name}</dt><dd>{number(one.after.areas)} / {number(one.after.areas_of)} <span className="compare-gain">+{one.after.areas - data.before.areas}</span> · {number(one.after.people, 0)} {t('peopleUnit')}</dd></div>)}
        </dl>
      </section>
      <div className="siting-grid">
        <div className="siting-stack">
          {data.scenarios.length > 1 && <Select aria-label={t('shownScenario')} value={at} onChange={setShown} options={data.scenarios.map((one, value) => ({ value, label: one.name }))} />}
          <SiteMap points={points} classOf={classOf} selected={selected} onSelect={setSelected} label={t('mapLabel')} />
        </div>
        <CompareTable data={data} />
      </div>
    </>
  );
}
