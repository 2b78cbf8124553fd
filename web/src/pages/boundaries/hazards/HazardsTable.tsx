/** The columns of 界桩及隐患清单. */
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useConditionWords } from '../../../api/conditions';
import { none, number, time } from '../../../lib/format';
import { chainage, findingLink } from '../findings/findings';
import { Due } from '../findings/parts/Due';
import { KindTag, StateTag } from '../findings/parts/Tags';
import type { LedgerRow, LedgerTotals } from './hazards';

interface Props {
  items: LedgerRow[];
  loading: boolean;
  /** The row that was clicked on the map. */
  chosen: string | undefined;
  rowKey: (row: LedgerRow) => string;
  totals: LedgerTotals | undefined;
}

export function HazardsTable({ items, loading, chosen, rowKey, totals }: Props) {
  const { t } = useTranslation('findings');
  const columns = useColumns();
  return (
    <Table<LedgerRow>
      rowKey={rowKey} size="small" loading={loading} dataSource={items} pagination={false} columns={columns} scroll={items.length ? { x: 2130 } : undefined}
      locale={{ emptyText: <span className="muted">{t('ledger.none')}</span> }}
      onRow={(row) => ({ id: `row-${rowKey(row)}` })}
      rowClassName={(row) => `${rowKey(row) === chosen ? 'chosen' : ''} ${row.days_overdue > 0 ? 'overdue-row' : ''}`}
      summary={() => totals && items.length > 0 && (
        <Table.Summary.Row className="total-row">
          <Table.Summary.Cell index={0} colSpan={columns.length}>
            {t('ledger.summary', { rows: number(totals.rows), markers: number(totals.markers), all: number(totals.markers_all), open: number(totals.open), overdue: number(totals.overdue) })}
          </Table.Summary.Cell>
        </Table.Summary.Row>
      )}
    />
  );
}

function useColumns(): TableColumnsType<LedgerRow> {
  const { t } = useTranslation('findings');
  const word = useConditionWords();
  return [
    { title: t('marker'), width: 112, rowScope: 'row', fixed: 'left', render: (_, one) => (one.marker_id ? <Link to={`/boundaries/markers/${one.marker_id}`}>{one.marker}</Link> : t('ledger.onLine')) },
    { title: t('line'), width: 190, render: (_, one) => <LinesOf row={one} /> },
    { title: t('ledger.responsible'), width: 110, render: (_, one) => one.responsible_name || none },
    { title: t('ledger.basis'), width: 170, render: (_, one) => (one.responsible_basis ? <>{one.responsible_basis}{one.responsible_basis_on && <><br /><small className="muted">{one.responsible_basis_on}</small></>}</> : none) },
    { title: t('ledger.condition'), width: 150, render: (_, one) => <>{one.condition.map(word).join('、') || none}{one.inspected_at && <><br /><small className="muted">{time(one.inspected_at).slice(0, 10)}</small></>}</> },
    { title: t('ledger.photo'), width: 84, render: (_, one) => <Photo row={one} /> },
    { title: t('ledger.finding'), width: 210, render: (_, one) => <FindingOf row={one} /> },
    { title: t('times.found'), width: 132, render: (_, one) => time(one.found_at) },
    { title: t('times.reported'), width: 140, render: (_, one) => <>{time(one.reported_at)}{one.late && <><br /><small className="due late">{t('clock.lateTag')}</small></>}</> },
    { title: t('times.told'), width: 132, render: (_, one) => time(one.neighbour_told_at) },
    { title: t('times.visited'), width: 130, render: (_, one) => <Two first={one.visit_on} second={one.visitors} /> },
    { title: t('ledger.handling'), width: 170, render: (_, one) => <>{one.outcome ? <strong>{t(`outcomes.${one.outcome}`)}</strong> : none}{one.handled_on && ` ${one.handled_on}`}{one.handling && <div>{one.handling}</div>}</> },
    { title: t('ledger.registration'), width: 130, render: (_, one) => (one.registration_version === null ? none : <Two first={t('ledger.version', { version: one.registration_version })} second={one.registration_document} />) },
    { title: t('state'), width: 86, render: (_, one) => (one.state ? <StateTag state={one.state} /> : none) },
    { title: t('ledger.daysOverdue'), width: 120, render: (_, one) => (one.due_at ? <Due at={one.due_at} /> : none) },
  ];
}

function LinesOf({ row }: { row: LedgerRow }) {
  return (
    <>
      {row.lines.map((one) => <div key={one.code}><Link to={`/boundaries/lines/${one.code}`}>{one.name}</Link></div>)}
      {row.chainage_m !== null && <small className="muted">{chainage(row.chainage_m)}</small>}
    </>
  );
}

function Photo({ row }: { row: LedgerRow }) {
  const { t } = useTranslation('findings');
  if (!row.photo_id) return <>{none}</>;
  return <a href={`/attachments/${row.photo_id}`} target="_blank" rel="noreferrer"><img className="row-photo" src={`/attachments/${row.photo_id}?size=thumb`} alt={t('ledger.photoOf', { name: row.marker || row.lines[0]?.name })} loading="lazy" /></a>;
}

function FindingOf({ row }: { row: LedgerRow }) {
  const { t } = useTranslation('findings');
  if (!row.finding_id || !row.kind) return <>{none}</>;
  return (
    <>
      <Link to={findingLink(row.finding_id)}>{t('number', { number: row.finding_number })}</Link> <KindTag kind={row.kind} />
      <div className="row-text">{row.description}</div>
    </>
  );
}

function Two({ first, second }: { first: string | null; second: string }) {
  return <>{first ?? none}{second && <div className="muted">{second}</div>}</>;
}
