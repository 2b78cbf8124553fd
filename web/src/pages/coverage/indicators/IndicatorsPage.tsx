/** The indicator board (规划指标): where each indicator of the plans stands, on a day and in an area. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCounties } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { today } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Download } from '../../../shell/Download';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import './indicators.css';
import { type Board, type Formula, type Row, type State, states, type Trend } from './indicators';
import { IndicatorTable } from './IndicatorTable';

const IndicatorModal = lazy(async () => ({ default: (await import('./IndicatorModal')).IndicatorModal }));

export function IndicatorsPage() {
  const { t } = useTranslation('indicators');
  const { may } = useSession();
  const { values, set } = useFilters(['as_of', 'area', 'state', 'attribute'] as const);
  const asOf = /^\d{4}-\d\d-\d\d$/.test(values.as_of) ? values.as_of : today();
  const query = { as_of: asOf, area: values.area };
  const { data, error, refetch } = useGet<Board>('/indicators', query);
  const { data: trend } = useGet<Trend>('/indicators/trend', query);
  const { data: formulas } = useGet<{ items: Formula[] }>('/indicators/formulas');
  const [edited, setEdited] = useState<Row | 'new'>();
  const rows = useMemo(
    () => data?.table.filter((row) => (!values.state || row.state === values.state) && (!values.attribute || row.attribute === values.attribute)) ?? [],
    [data, values.state, values.attribute],
  );
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <div className="row-actions">
          {may.indicators && <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>{t('add')}</Button>}
          <Download path="/indicators" query={{ ...query, format: 'xlsx' }} label={t('excel')} name={`${t('title')}_${asOf}.xlsx`} />
          <Download path="/indicators" query={{ ...query, format: 'csv' }} label="CSV" name={`${t('title')}_${asOf}.csv`} />
        </div>
      </header>
      <BoardFilters asOf={asOf} values={values} set={set} />
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && <Summary rows={data.table} chosen={values.state} choose={(state) => set('state', state)} />}
      {data && rows.length === 0 && <Empty>{t(data.table.length === 0 ? 'none' : 'noneFits')}</Empty>}
      {data && rows.length > 0 && <IndicatorTable rows={rows} trend={trend} formulas={formulas?.items ?? []} asOf={asOf} onEdit={may.indicators ? setEdited : undefined} />}
      {data && <p className="muted">{t('basis', { area: data.area_name, day: data.as_of, version: data.data_version })}</p>}
      {edited && <Suspense><IndicatorModal indicator={edited === 'new' ? undefined : edited} formulas={formulas?.items ?? []} onClose={() => setEdited(undefined)} /></Suspense>}
    </div>
  );
}

interface FiltersProps {
  asOf: string;
  values: Record<'area' | 'attribute', string>;
  set: (name: 'as_of' | 'area' | 'attribute', value?: string) => void;
}

function BoardFilters({ asOf, values, set }: FiltersProps) {
  const { t } = useTranslation('indicators');
  const { prefecture } = useSession();
  const { data: counties } = useCounties(prefecture.code);
  return (
    <div className="filters">
      <label>
        {t('asOf')}
        <Input type="date" value={asOf} required onChange={(event) => event.target.value && set('as_of', event.target.value)} />
      </label>
      <label>
        {t('area')}
        <Select value={values.area || undefined} allowClear placeholder={prefecture.name} onChange={(code?: string) => set('area', code)} options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))} />
      </label>
      <label>
        {t('attributeTitle')}
        <Select value={values.attribute || undefined} allowClear placeholder={t('all')} onChange={(one?: string) => set('attribute', one)} options={(['binding', 'expected'] as const).map((value) => ({ value, label: t(`attribute.${value}`) }))} />
      </label>
    </div>
  );
}

/** How many are met, not met, without data; a press shows them alone. */
function Summary({ rows, chosen, choose }: { rows: Row[]; chosen: string; choose: (state: string | undefined) => void }) {
  const { t } = useTranslation('indicators');
  const count = (state: State) => rows.filter((row) => row.state === state).length;
  return (
    <div className="figures">
      {states.filter((state) => state !== 'no_target' || count(state) > 0).map((state) => (
        <button key={state} type="button" className="figure" aria-pressed={chosen === state} onClick={() => choose(chosen === state ? undefined : state)}>
          <span className="muted">{t(`state.${state}`)}</span>
          <b className="count">{count(state)}</b>
        </button>
      ))}
    </div>
  );
}
