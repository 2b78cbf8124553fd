/** The columns of the 乡镇覆盖表 in the order of the reporting form; what is not on record reads 无数据, never 0. */
import { Table, type TableColumnsType } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Ledger, LedgerRow } from '../../api/types';
import { number, percent } from '../../lib/format';
import { mapLink } from '../map/params';
import { figures, type LedgerLine, plannedText, wayOf, withTotals } from './ledger';

export function LedgerTable({ data, totals }: { data: Ledger; totals: boolean }) {
  const { t } = useTranslation();
  const { t: tf } = useTranslation('facilities');
  const lines = useMemo(() => withTotals(data.rows, totals ? data.counties : []), [data, totals]);
  const shown = (value: LedgerRow[keyof LedgerRow]) => (typeof value === 'number' ? number(value) : <span className="muted">{tf('table.noData')}</span>);
  const figure = (name: keyof LedgerRow, label: string) => ({ title: label, align: 'right' as const, render: (_: unknown, { row }: LedgerLine) => shown(row[name]) });
  const columns: TableColumnsType<LedgerLine> = [
    { title: t('ledger.township'), fixed: 'left', width: 132, rowScope: 'row', render: (_, { row, total }) => (total ? t('ledger.countyTotal', { name: row.name }) : <Link to={mapLink('area', row.area_code)}>{row.name}</Link>) },
    { title: t('ledger.way'), width: 150, render: (_, { row, total }) => (total ? <County row={row} /> : <Way row={row} />) },
    ...figures.burial.map((name) => figure(name, t(`ledger.${name}`))),
    { title: t('ledger.villageGroup'), children: figures.village.map((name) => figure(name, t(`ledger.${name}`))) },
    { title: t('ledger.plotsGroup'), children: figures.plots.map((name) => figure(name, t(`ledger.${name}`))) },
    { title: t('ledger.careGroup'), children: figures.care.map((name) => figure(name, t(`ledger.${name}`))) },
    { title: t('ledger.courtyards'), align: 'right', render: (_, { row }) => `${number(row.courtyards)} / ${number(row.villages)}` },
    { title: t('ledger.planned'), align: 'right', render: (_, { row }) => plannedText(row) },
    { title: t('ledger.last_confirmed'), width: 110, render: (_, { row }) => (row.last_confirmed ? row.last_confirmed.slice(0, 10) : <span className="muted">{tf('table.noData')}</span>) },
  ];
  return (
    <Table<LedgerLine>
      className="ledger" rowKey={({ row, total }) => row.area_code + String(total)} size="small" bordered columns={columns} dataSource={lines}
      pagination={false} scroll={{ x: 1310 }} sticky rowClassName={({ total }) => (total ? 'total-row' : '')} summary={() => <Total row={data.total} shown={shown} />}
    />
  );
}

function Way({ row }: { row: LedgerRow }) {
  const { t } = useTranslation();
  const way = wayOf(row);
  return (
    <>
      <span className={`way ${way}`}>{t(`ledger.ways.${way}`)}</span>
      {row.exempt_documents.map((text) => <small key={text} className="muted way-document">{text}</small>)}
    </>
  );
}

/** In a total the ways are counts of townships; of a county also its share by the official rule. */
function County({ row }: { row: LedgerRow }) {
  const { t } = useTranslation();
  const { t: tf } = useTranslation('facilities');
  const or = (n: number | null) => (n === null ? tf('table.noData') : number(n));
  return (
    <>
      {t('ledger.waysTotal', { own: row.own, shared: or(row.shared), exempt: or(row.exempt) })}
      {row.official && <small className="way-document">{tf('table.official', { percent: percent(row.official.percent) })}{row.reported && ` · ${tf('table.reported', { percent: percent(row.reported.percent) })}`}</small>}
    </>
  );
}

function Total({ row, shown }: { row: LedgerRow; shown: (value: LedgerRow[keyof LedgerRow]) => ReactNode }) {
  const { t } = useTranslation();
  const cells = [...figures.burial, ...figures.village, ...figures.plots, ...figures.care].map((name) => shown(row[name]));
  return (
    <Table.Summary.Row className="total-row">
      <Table.Summary.Cell index={0}>{t('ledger.total')}</Table.Summary.Cell>
      <Table.Summary.Cell index={1}><County row={row} /></Table.Summary.Cell>
      {[...cells, `${number(row.courtyards)} / ${number(row.villages)}`, plannedText(row), row.last_confirmed ?? ''].map((text, i) => (
        <Table.Summary.Cell key={i} index={i + 2} align="right">{text}</Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}
