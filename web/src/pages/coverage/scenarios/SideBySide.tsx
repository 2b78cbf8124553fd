/** Before and after: figures, map, and townships. */
import { Alert, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { type Comparison, type Figures, pointsOf } from '../siting/siting';
import { type AreaClass, SiteMap } from '../siting/SiteMap';
import { CompareTable } from './CompareTable';

/** What the page of a scenario and a shared link show alike. */
export type Sides = Pick<Comparison, 'kind_name' | 'as_of' | 'data_version' | 'before' | 'townships'> & {
  scenarios: { name: string; after: Figures; sites: { name: string; lon: number | null; lat: number | null }[] }[];
};

export function SideBySide({ data, mapped }: { data: Sides; mapped: boolean }) {
  const { t } = useTranslation('siting');
  const [shown, setShown] = useState(0);
  const [selected, setSelected] = useState<string>();
  const at = Math.min(shown, data.scenarios.length - 1);
  const points = useMemo(() => pointsOf((data.scenarios[at]?.sites ?? []).map((one, i) => ({ key: String(i + 1), name: one.name, lon: one.lon, lat: one.lat, role: 'site' as const }))), [data, at]);
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
          {data.scenarios.map((one, i) => <div key={i}><dt>{one.name}</dt><dd>{number(one.after.areas)} / {number(one.after.areas_of)} <span className="compare-gain">+{one.after.areas - data.before.areas}</span> · {number(one.after.people, 0)} {t('peopleUnit')}</dd></div>)}
        </dl>
      </section>
      <div className={mapped ? 'siting-grid' : 'siting-stack'}>
        <div className="siting-stack">
          {data.scenarios.length > 1 && <Select aria-label={t('shownScenario')} value={at} onChange={setShown} options={data.scenarios.map((one, value) => ({ value, label: one.name }))} />}
          {mapped && <SiteMap points={points} classOf={classOf} selected={selected} onSelect={setSelected} label={t('mapLabel')} />}
        </div>
        <CompareTable data={data} />
      </div>
    </>
  );
}
