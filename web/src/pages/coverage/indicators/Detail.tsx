/** Below a row: the trend, the break-down by area with what was reported beside it, and what the formula means. */
import { Button, Table, type TableColumnsType } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { FigureCell } from './FigureCell';
import { type Formula, type Part, type Row, type Series, shown } from './indicators';
import { StateMark } from './StateMark';
import { TargetBar } from './TargetBar';
import { TrendChart } from './TrendChart';

const HistoryModal = lazy(async () => ({ default: (await import('./HistoryModal')).HistoryModal }));

interface Props {
  row: Row;
  days: string[];
  series: Series | undefined;
  formula: Formula | undefined;
  asOf: string;
}

export function Detail({ row, days, series, formula, asOf }: Props) {
  const { t } = useTranslation('indicators');
  const { account } = useSession();
  const [past, setPast] = useState(false);
  return (
    <div className="indicator-detail">
      {past && <Suspense><HistoryModal title={t('historyOf', { name: row.name })} path={`/indicators/definitions/${row.id}/history`} named={namesOf(t)} onClose={() => setPast(false)} /></Suspense>}
      {series && (
        <section>
          <h3>{t('trend')}</h3>
          <div className="trend-scroll" role="region" aria-label={t('trend')} tabIndex={0}><TrendChart days={days} series={series} unit={row.unit} name={row.name} full /></div>
          <p className="muted trend-key"><i className="key-line" /> {t('key.value')} <i className="key-course" /> {t('key.course')} <i className="key-reported" /> {t('key.reported')}</p>
        </section>
      )}
      <section>
        <h3>{t('about')}</h3>
        <dl className="about">
          <dt>{t('formula')}</dt><dd>{row.formula_name}{formula && <small className="muted">{formula.doc}</small>}</dd>
          <dt>{t('plan')}</dt><dd>{[row.plan_title, row.plan_number, row.source].filter(Boolean).join(' ')}</dd>
          {row.note && <><dt>{t('note')}</dt><dd>{row.note}</dd></>}
        </dl>
        {account && <Button size="small" onClick={() => setPast(true)}>{t('history')}</Button>}
      </section>
      {row.parts.length > 0 && <Parts row={row} asOf={asOf} />}
    </div>
  );
}

/** What the fields of an indicator are called, for its history. */
function namesOf(t: ReturnType<typeof useTranslation<'indicators'>>['t']) {
  return {
    area_code: t('area'), attribute: t('attributeTitle'), direction: t('directionTitle'), unit: t('unitTitle'), unit_name: t('unitName'), formula: t('formula'), source: t('source'), note: t('note'),
    base_year: t('baseYear'), base_value: t('base'), target_year: t('targetYear'), target_value: t('target'), code: t('code'), sort: t('sort'), as_of: t('asOf'), value: t('reported'), retired: t('withdraw'),
  };
}

function Parts({ row, asOf }: { row: Row; asOf: string }) {
  const { t } = useTranslation('indicators');
  const columns: TableColumnsType<Part> = [
    { title: t('area'), key: 'name', render: (_, one) => (one.code.length === 6 ? <Link to={`?area=${one.code}&as_of=${asOf}`}>{one.name}</Link> : one.name) },
    { title: t('current'), key: 'current', align: 'right', render: (_, one) => <FigureCell figure={one.current} unit={row.unit} /> },
    { title: t('bar'), key: 'bar', render: (_, one) => <TargetBar row={{ ...one, unit: row.unit, expected: null }} /> },
    {
      title: t('target'), key: 'target', align: 'right',
      render: (_, one) => (one.goal.target_value === null ? none : <>{shown(one.goal.target_value, row.unit)}{one.goal.area !== one.code && <small className="muted"> {t('ofWhole')}</small>}</>),
    },
    { title: t('stateTitle'), key: 'state', render: (_, one) => <StateMark state={one.state} /> },
    { title: t('reported'), key: 'reported', render: (_, one) => <ReportedCell of={one.last_reported} row={row} /> },
  ];
  return (
    <section className="parts">
      <h3>{t('parts')}</h3>
      <Table size="small" rowKey="code" columns={columns} dataSource={row.parts} pagination={false} scroll={{ x: 'max-content' }} />
    </section>
  );
}

/** A figure as it was reported, with its day and document. */
export function ReportedCell({ of, row }: { of: Row['last_reported']; row: Pick<Row, 'unit'> }) {
  if (!of) return <>{none}</>;
  return (
    <span className="figure-cell start" title={of.note || undefined}>
      <b>{shown(of.value, row.unit)}</b>
      <small className="muted">{of.as_of} {of.document}</small>
    </span>
  );
}
