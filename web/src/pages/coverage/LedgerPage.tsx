/** The 乡镇覆盖表 with county totals and footer; a map beside it shows the same rows. */
import { useQuery } from '@tanstack/react-query';
import { Select, Switch, Table, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get } from '../../api/client';
import { useSession } from '../../api/session';
import type { Ledger, LedgerRow } from '../../api/types';
import { none, number, percent } from '../../lib/format';
import { coverage } from '../../map/palette';
import { Download } from '../../shell/Download';
import { Failed, Loading } from '../../shell/States';
import { mapLink } from '../map/params';
import '../pages.css';
import { AreaMap, type MapClass } from './AreaMap';
import './coverage.css';
import { useBounds } from './CoveragePage';
import { Filters } from './Filters';
import { type BurialWay, burialWays, figures, wayOf, withTotals } from './ledger';
import { useCoverageFilters } from './useCoverage';

export function LedgerPage() {
  const { t } = useTranslation();
  const filters = useCoverageFilters();
  const [way, setWay] = useState<BurialWay>();
  const [map, setMap] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['ledger', filters.asOf, filters.area],
    queryFn: ({ signal }) => get<Ledger>('/coverage/ledger', { as_of: filters.asOf, area: filters.area, format: 'json' }, signal),
  });
  const rows = useMemo(() => data?.rows.filter((row) => !way || wayOf(row) === way) ?? [], [data, way]);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('nav.ledger')}</h1>
        <Download path="/coverage/ledger" query={{ as_of: filters.asOf, area: filters.area, format: 'xlsx' }} label={t('coverage.export')} name={`${t('nav.ledger')}_${filters.asOf}.xlsx`} />
      </header>
      <div className="filter-line">
        <Filters filters={filters} kinds={false} />
        <div className="filters">
          <label>
            {t('ledger.way')}
            <Select value={way} allowClear placeholder={t('filter.all')} onChange={setWay} options={burialWays.map((value) => ({ value, label: t(`ledger.ways.${value}`) }))} />
          </label>
          <label className="switch">
            <Switch checked={map} onChange={setMap} /> {t('ledger.map')}
          </label>
        </div>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && map && <LedgerMap rows={rows} area={filters.area} />}
      {data && <LedgerTable data={data} rows={rows} totals={!way} />}
      {data && <Footer data={data} />}
    </div>
  );
}

function LedgerMap({ rows, area }: { rows: LedgerRow[]; area: string }) {
  const { t } = useTranslation();
  const { prefecture } = useSession();
  const bounds = useBounds(area);
  const [selected, setSelected] = useState<string>();
  const classOf = useMemo(() => new Map(rows.map((row) => [row.area_code, wayOf(row)])), [rows]);
  const classes = useMemo<MapClass[]>(
    () => [
      { key: 'own', label: t('ledger.ways.own'), paint: { colour: coverage.many } },
      { key: 'shared', label: t('ledger.ways.shared'), paint: { colour: coverage.covered } },
      { key: 'columbarium', label: t('ledger.ways.columbarium'), paint: { pattern: 'pattern:planned' } },
      { key: 'exempt', label: t('ledger.ways.exempt'), paint: { pattern: 'pattern:strained' } },
      { key: 'none', label: t('ledger.ways.none'), paint: { pattern: 'pattern:uncovered' } },
    ],
    [t],
  );
  return (
    <div className="ledger-map">
      <AreaMap level="township" classes={classes} classOf={classOf} area={area || prefecture.code} bounds={bounds} selected={selected} onSelect={setSelected} />
    </div>
  );
}

function Way({ row }: { row: LedgerRow }) {
  const { t } = useTranslation();
  const way = wayOf(row);
  return <span className={`way ${way}`}>{t(`ledger.ways.${way}`)}</span>;
}

interface Line {
  row: LedgerRow;
  total: boolean;
}

function LedgerTable({ data, rows, totals }: { data: Ledger; rows: LedgerRow[]; totals: boolean }) {
  const { t } = useTranslation();
  const lines = useMemo(() => withTotals(rows, totals ? data.counties : []), [rows, data.counties, totals]);
  const figure = (name: keyof LedgerRow, label: string) => ({
    title: label, align: 'right' as const, render: (_: unknown, { row }: Line) => shown(row[name]),
  });
  const columns: TableColumnsType<Line> = [
    { title: t('ledger.township'), fixed: 'left', width: 132, rowScope: 'row', render: (_, { row, total }) => (total ? t('ledger.countyTotal', { name: row.name }) : <Link to={mapLink('area', row.area_code)}>{row.name}</Link>) },
    { title: t('ledger.way'), width: 132, render: (_, { row, total }) => (total ? t('ledger.waysTotal', waysOf(row)) : <Way row={row} />) },
    ...figures.burial.map((name) => figure(name, t(`ledger.${name}`))),
    { title: t('ledger.villageGroup'), children: figures.village.map((name) => figure(name, t(`ledger.${name}`))) },
    { title: t('ledger.plotsGroup'), children: figures.plots.map((name) => figure(name, t(`ledger.${name}`))) },
    { title: t('ledger.careGroup'), children: figures.care.map((name) => figure(name, t(`ledger.${name}`))) },
    { title: t('ledger.courtyards'), align: 'right', render: (_, { row }) => `${number(row.courtyards)} / ${number(row.villages)}` },
    { title: t('ledger.planned'), align: 'right', render: (_, { row }) => planned(row) },
    { title: t('ledger.last_confirmed'), width: 110, render: (_, { row, total }) => (total ? '' : (row.last_confirmed?.slice(0, 10) ?? none)) },
  ];
  return (
    <Table<Line>
      className="ledger" rowKey={({ row, total }) => row.area_code + String(total)} size="small" bordered columns={columns} dataSource={lines}
      pagination={false} scroll={{ x: 1290 }} sticky rowClassName={({ total }) => (total ? 'total-row' : '')}
      summary={() => totals && <Total row={data.total} />}
    />
  );
}

/** In a total the three ways are counts of townships. */
const waysOf = (row: LedgerRow) => ({ own: row.own, shared: number(row.shared), exempt: number(row.exempt) });

function Total({ row }: { row: LedgerRow }) {
  const { t } = useTranslation();
  const cells = [...figures.burial, ...figures.village, ...figures.plots, ...figures.care].map((name) => shown(row[name]));
  return (
    <Table.Summary.Row className="total-row">
      <Table.Summary.Cell index={0}>{t('ledger.total')}</Table.Summary.Cell>
      <Table.Summary.Cell index={1}>{t('ledger.waysTotal', waysOf(row))}</Table.Summary.Cell>
      {[...cells, `${number(row.courtyards)} / ${number(row.villages)}`, planned(row), ''].map((text, i) => (
        <Table.Summary.Cell key={i} index={i + 2} align="right">{text}</Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}

/** How many are planned or being built, with the years in which they are to open. */
function planned({ planned: count, planned_sites: sites }: LedgerRow): string {
  const years = [...new Set(sites.map((site) => site.target_date?.slice(0, 4)).filter(Boolean))].sort();
  return years.length ? `${number(count)} (${years.join(', ')})` : number(count);
}

const shown = (value: LedgerRow[keyof LedgerRow]) => (typeof value === 'number' ? number(value) : none);

function Footer({ data }: { data: Ledger }) {
  const { t } = useTranslation();
  const { official, reported } = data;
  return (
    <dl className="ledger-foot">
      <div>
        <dt>{t('ledger.official')}</dt>
        <dd>
          <strong>{percent(official.percent)}</strong> {t('ledger.officialFigure', { numerator: official.numerator, denominator: official.denominator })}
        </dd>
      </div>
      <div>
        <dt>{t('ledger.reported')}</dt>
        <dd>{reported ? percent(reported.percent) : t('ledger.noReport')}</dd>
      </div>
      <div>
        <dt>{t('coverage.asOf')}</dt>
        <dd>{data.as_of}</dd>
      </div>
    </dl>
  );
}
