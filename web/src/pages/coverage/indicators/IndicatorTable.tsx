/** The board: an indicator a row, its break-down below on demand. */
import { Button, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { none } from '../../../lib/format';
import { Detail, ReportedCell } from './Detail';
import { FigureCell } from './FigureCell';
import { type Formula, type Row, shown, type Trend } from './indicators';
import { StateMark } from './StateMark';
import { TargetBar } from './TargetBar';
import { TrendChart } from './TrendChart';

interface Props {
  rows: Row[];
  trend: Trend | undefined;
  formulas: Formula[];
  asOf: string;
  /** Absent without the right. */
  onEdit?: (row: Row) => void;
}

export function IndicatorTable({ rows, trend, formulas, asOf, onEdit }: Props) {
  const { t, i18n } = useTranslation('indicators');
  const nameOf = (row: Row) => (i18n.language === 'en' && row.name_en) || row.name;
  const seriesOf = (row: Row) => trend?.series.find((one) => one.id === row.id);
  const columns: TableColumnsType<Row> = [
    {
      title: t('indicator'), key: 'name', width: 240,
      render: (_, row) => <span className="figure-cell start"><b>{nameOf(row)}</b><small className="muted">{t(`attribute.${row.attribute}`)} · {row.unit_name || t(`unit.${row.unit}`)}</small></span>,
    },
    { title: t('base'), key: 'base', align: 'right', render: (_, row) => <Milestone value={row.goal.base_value} year={row.goal.base_year} unit={row.unit} /> },
    { title: t('current'), key: 'current', align: 'right', render: (_, row) => <FigureCell figure={row.current} unit={row.unit} /> },
    { title: t('target'), key: 'target', align: 'right', render: (_, row) => <Milestone value={row.goal.target_value} year={row.goal.target_year} unit={row.unit} /> },
    { title: t('bar'), key: 'bar', render: (_, row) => <TargetBar row={row} /> },
    { title: t('stateTitle'), key: 'state', render: (_, row) => <StateMark state={row.state} /> },
    {
      title: t('courseTitle'), key: 'course',
      render: (_, row) => (row.course === 'unknown' ? none : <span className="figure-cell start"><span>{t(`course.${row.course}`)}</span><small className="muted">{t('expected', { value: shown(row.expected, row.unit) })}</small></span>),
    },
    { title: t('trend'), key: 'trend', render: (_, row) => { const series = seriesOf(row); return trend && series ? <TrendChart days={trend.days} series={series} unit={row.unit} name={nameOf(row)} /> : none; } },
    { title: t('reported'), key: 'reported', render: (_, row) => <ReportedCell of={row.last_reported} row={row} /> },
    ...(onEdit ? [{ title: t('actions'), key: 'edit', render: (_: unknown, row: Row) => <Button size="small" onClick={() => onEdit(row)} aria-label={t('editOf', { name: nameOf(row) })}>{t('edit')}</Button> }] : []),
  ];
  return (
    <Table
      className="indicator-table" size="small" rowKey="id" columns={columns} dataSource={rows} pagination={false} scroll={{ x: 'max-content' }}
      expandable={{
        expandedRowRender: (row) => <Detail row={row} days={trend?.days ?? []} series={seriesOf(row)} formula={formulas.find((one) => one.name === row.formula)} asOf={asOf} />,
        expandIcon: ({ expanded, onExpand, record }) => (
          <Button type="text" size="small" aria-expanded={expanded} aria-label={t(expanded ? 'close' : 'open', { name: nameOf(record) })} onClick={(event) => onExpand(record, event)}>{expanded ? '▾' : '▸'}</Button>
        ),
      }}
    />
  );
}

function Milestone({ value, year, unit }: { value: number | null; year: number | null; unit: Row['unit'] }) {
  if (value === null) return <>{none}</>;
  return <span className="figure-cell"><b>{shown(value, unit)}</b>{year !== null && <small className="muted">{year}</small>}</span>;
}
