/** Burial capacity in years (安葬容量年限) by township or county: graves, niches and eco plots apart. */
import { Alert, Input, InputNumber, Segmented, Select, Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useCounties } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { none, number, today } from '../../../lib/format';
import { useGet } from '../../../parts/useGet';
import { Download } from '../../../shell/Download';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import '../indicators/indicators.css';
import { CapacityCell } from './CapacityCell';
import { Parameters } from './Parameters';
import { Standards } from './Standards';
import { type BurialYears, byExhaustion, capacityOf, type Measure, measures, states, type YearsRow } from './years';

const filterNames = ['as_of', 'area', 'level', 'sort', 'state', 'horizon'] as const;

export function YearsPage() {
  const { t } = useTranslation('years');
  const { account } = useSession();
  const { values, set } = useFilters(filterNames);
  const asOf = /^\d{4}-\d\d-\d\d$/.test(values.as_of) ? values.as_of : today();
  const level = values.level === 'county' ? 'county' : 'township';
  const sort = measures.find((one) => one === values.sort);
  const query = { as_of: asOf, area: values.area, horizon: values.horizon };
  const { data, error, refetch } = useGet<BurialYears>('/facilities/burial-years', query);
  const rows = useMemo(() => {
    const all = (level === 'county' ? data?.counties : data?.townships) ?? [];
    const fit = all.filter((row) => !values.state || row.measures.some((one) => one.state === values.state && (!sort || one.measure === sort)));
    return sort ? [...fit].sort(byExhaustion(sort)) : fit;
  }, [data, level, sort, values.state]);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        <div className="row-actions">
          <Download path="/facilities/burial-years" query={{ ...query, format: 'xlsx' }} label={t('excel')} name={`${t('title')}_${asOf}.xlsx`} />
          <Download path="/facilities/burial-years" query={{ ...query, format: 'csv' }} label="CSV" name={`${t('title')}_${asOf}.csv`} />
        </div>
      </header>
      <YearsFilters asOf={asOf} level={level} values={values} set={set} />
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && data.parameters.length === 0 && <Alert type="info" showIcon title={t('noParameters')} />}
      {data && rows.length === 0 && <Empty>{t('empty')}</Empty>}
      {data && rows.length > 0 && <YearsTable data={data} rows={rows} sort={sort} setSort={(one) => set('sort', one)} />}
      {data && <p className="muted">{t('basis', { day: data.as_of, version: data.data_version })}</p>}
      {data && <Standards data={data} />}
      {data && account && <Parameters inForce={data.parameters} />}
    </div>
  );
}

interface FiltersProps {
  asOf: string;
  level: 'township' | 'county';
  values: Record<(typeof filterNames)[number], string>;
  set: (name: (typeof filterNames)[number], value?: string) => void;
}

function YearsFilters({ asOf, level, values, set }: FiltersProps) {
  const { t } = useTranslation('years');
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
        {t('sort')}
        <Select value={values.sort || 'code'} onChange={(one: string) => set('sort', one === 'code' ? '' : one)} options={(['code', ...measures] as const).map((value) => ({ value, label: t(`sorts.${value}`) }))} />
      </label>
      <label>
        {t('filter')}
        <Select value={values.state || undefined} allowClear placeholder={t('all')} onChange={(one?: string) => set('state', one)} options={states.map((value) => ({ value, label: t(`state.${value}`) }))} />
      </label>
      <label>
        {t('horizon')}
        <InputNumber min={1} max={200} precision={0} value={Number(values.horizon) || 20} onChange={(years) => set('horizon', years && years !== 20 ? String(years) : '')} />
      </label>
      <Segmented aria-label={t('level')} value={level} onChange={(one) => set('level', one === 'county' ? 'county' : '')} options={(['township', 'county'] as const).map((value) => ({ value, label: t(`levels.${value}`) }))} />
    </div>
  );
}

interface TableProps {
  data: BurialYears;
  rows: YearsRow[];
  sort: Measure | undefined;
  setSort: (measure: Measure | undefined) => void;
}

function YearsTable({ data, rows, sort, setSort }: TableProps) {
  const { t } = useTranslation('years');
  const columns: TableColumnsType<YearsRow> = [
    { title: t('area'), key: 'name', fixed: 'left', render: (_, row) => <span className="figure-cell start"><b>{row.name}</b>{row.county !== row.name && <small className="muted">{row.county}</small>}</span> },
    { title: t('population'), key: 'population', align: 'right', render: (_, row) => <span className="figure-cell"><span>{number(row.population)}</span>{row.population_year && <small className="muted">{t('populationOf', { year: row.population_year })}</small>}</span> },
    { title: t('deathRate'), key: 'death_rate', align: 'right', render: (_, row) => (row.death_rate === null ? none : `${row.death_rate} ‰`) },
    ...measures.map((measure) => ({
      key: measure,
      title: t(`measure.${measure}`), sorter: true, sortDirections: ['ascend' as const], sortOrder: sort === measure ? ('ascend' as const) : null, showSorterTooltip: { title: t(`sorts.${measure}`) },
      render: (_: unknown, row: YearsRow) => <CapacityCell of={capacityOf(row, measure)} />,
    })),
  ];
  return (
    <Table
      className="years-table" size="small" rowKey="code" columns={columns} dataSource={rows} scroll={{ x: 'max-content' }}
      onChange={(_pages, _filters, sorter) => !Array.isArray(sorter) && setSort(sorter.order ? measures.find((one) => one === sorter.columnKey) : undefined)}
      pagination={rows.length > 150 ? { pageSize: 150 } : false}
      summary={() => (
        <Table.Summary.Row>
          <Table.Summary.Cell index={0}><b>{t('total', { area: data.area_name })}</b></Table.Summary.Cell>
          <Table.Summary.Cell index={1} align="right">{number(data.total.population)}</Table.Summary.Cell>
          <Table.Summary.Cell index={2} align="right">{data.total.death_rate === null ? none : `${data.total.death_rate} ‰`}</Table.Summary.Cell>
          {measures.map((measure, i) => <Table.Summary.Cell key={measure} index={i + 3}><CapacityCell of={capacityOf(data.total, measure)} /></Table.Summary.Cell>)}
        </Table.Summary.Row>
      )}
    />
  );
}
