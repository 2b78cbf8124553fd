/** All columns of the reporting form, county totals after their townships. */
import { Button, Table, type TableColumnsType, Tag } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number, time } from '../../../lib/format';
import { mapLink } from '../../map/params';
import { type Line, type Sheet, type Sums, sums, type TableLine, withTotals } from './sheet';

interface Props {
  sheet: Sheet;
  onOpen: (report: string) => void;
}

const all = [...sums.events, ...sums.left, ...sums.care];

export function SheetTable({ sheet, onOpen }: Props) {
  const { t } = useTranslation('monthly');
  const lines = useMemo(() => withTotals(sheet.rows, sheet.area.length < 9 ? sheet.counties : []), [sheet]);
  const figure = (name: keyof Sums) => ({ title: t(`sheet.${name}`), width: name === 'eco_burials' ? 84 : undefined, align: 'right' as const, render: (_: unknown, one: TableLine) => shown((one.total ?? one.line)[name], t('noData')) });
  const columns: TableColumnsType<TableLine> = [
    {
      title: t('sheet.township'), fixed: 'left', width: 128, rowScope: 'row',
      render: (_, { line, total }) => (line ? <Link to={mapLink('area', line.area_code)}>{line.name}</Link> : t('sheet.countyTotal', { name: total.name })),
    },
    { title: t('sheet.state'), width: 132, render: (_, { line, total }) => (line ? <State line={line} /> : `${number(total.confirmed)} / ${number(total.townships)}`) },
    { title: t('sheet.events'), children: sums.events.map(figure) },
    { title: t('sheet.left'), children: sums.left.map(figure) },
    { title: t('sheet.care'), children: sums.care.map(figure) },
    { title: t('sheet.changed'), width: 84, render: (_, { line, total }) => (line ? changed(line) : number(total.changed)) },
    { title: t('sheet.received'), width: 168, render: (_, { line }) => line?.state === 'confirmed' && <>{time(line.received_at)} <small className="muted">{line.author}</small></> },
    { title: t('sheet.months'), width: 136, render: (_, { line, total }) => (line ? months(line) : number(total.arrears)) },
    { title: t('sheet.open'), width: 112, render: (_, { line }) => line && <Actions line={line} month={sheet.month} onOpen={onOpen} /> },
  ];
  const months = ({ arrears }: Line) => (arrears.length > 1 ? t('sheet.monthsOf', { first: arrears[0], count: arrears.length }) : arrears[0]);
  const changed = (line: Line) => (line.changed === null ? '' : t(line.changed ? 'sheet.yes' : 'sheet.no'));
  return (
    <Table<TableLine>
      className="ledger" rowKey="key" size="small" bordered columns={columns} dataSource={lines} pagination={false} scroll={{ x: 1384 }} sticky
      rowClassName={({ total }) => (total ? 'total-row' : '')} summary={() => <Total sheet={sheet} />}
    />
  );
}

const shown = (n: number | null, otherwise: string) => (n === null ? <span className="muted">{otherwise}</span> : number(n));

function Total({ sheet: { total } }: { sheet: Sheet }) {
  const { t } = useTranslation('monthly');
  const cells = [...all.map((name) => shown(total[name], t('noData'))), number(total.changed), '', number(total.arrears), ''];
  return (
    <Table.Summary.Row className="total-row">
      <Table.Summary.Cell index={0}>{t('sheet.total')}</Table.Summary.Cell>
      <Table.Summary.Cell index={1}>{number(total.confirmed)} / {number(total.townships)}</Table.Summary.Cell>
      {cells.map((text, i) => <Table.Summary.Cell key={i} index={i + 2} align={i < all.length ? 'right' : 'left'}>{text}</Table.Summary.Cell>)}
    </Table.Summary.Row>
  );
}

/** In words and by colour: confirmed, late, overdue, returned. */
export function State({ line }: { line: Line }) {
  const { t } = useTranslation('monthly');
  const colour = line.state === 'confirmed' ? 'green' : line.overdue ? 'red' : 'orange';
  return (
    <>
      <Tag color={colour}>{t(`state.${line.state}`)}{line.overdue && ` · ${t('overdue')}`}{line.late && ` · ${t('late')}`}</Tag>
      {line.error_open && <Tag color="orange">{t('sheet.errorTag')}</Tag>}
    </>
  );
}

export function Actions({ line, month, onOpen }: { line: Line; month: string; onOpen: Props['onOpen'] }) {
  const { t } = useTranslation('monthly');
  const id = line.report_id;
  if (id) return <Button size="small" onClick={() => onOpen(id)} aria-label={t('sheet.readOf', { name: line.name })}>{t('sheet.read')}</Button>;
  return <Link to={`?township=${line.area_code}&month=${month}`} aria-label={t('sheet.formOf', { name: line.name })}>{t('sheet.form')}</Link>;
}
