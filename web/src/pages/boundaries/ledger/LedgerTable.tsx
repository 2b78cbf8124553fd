/** The rows of the ledger of joint inspections with all its columns, grouped as in the workbook. */
import { Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { none, number } from '../../../lib/format';
import { ConclusionText, DueCell, LastCell, OpenCell, StateText, WalkedCell } from '../rounds/cells';
import { LineName } from '../rounds/LineName';
import type { LedgerLine } from '../rounds/rounds';
import { pageSize, rowId, usePageOf } from '../rounds/selection';

interface Props {
  items: LedgerLine[];
  loading: boolean;
  selected: string | undefined;
  /** Absent while there is no map. */
  onSelect: ((code: string | undefined) => void) | undefined;
}

export function LedgerTable({ items, loading, selected, onSelect }: Props) {
  const { t } = useTranslation('rounds');
  const { page, setPage } = usePageOf(items, selected);
  const columns = useColumns(selected, onSelect);
  return (
    <Table<LedgerLine>
      className="round-table" rowKey="code" size="small" loading={loading} dataSource={items} columns={columns} scroll={items.length ? { x: 1880 } : undefined}
      pagination={{ pageSize, current: page, onChange: setPage, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <span className="muted">{t('none')}</span> }}
      onRow={({ code }) => ({ id: rowId(code) })} rowClassName={({ code }) => (code === selected ? 'chosen' : '')}
    />
  );
}

function useColumns(selected: string | undefined, onSelect: Props['onSelect']): TableColumnsType<LedgerLine> {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  return useMemo(() => {
    const ours = (one: LedgerLine) => one[`${one.ours}_name`];
    const theirs = (one: LedgerLine) => one[one.ours === 'left' ? 'right_name' : 'left_name'];
    return [
      { title: t('columns.line'), width: 170, fixed: 'start', rowScope: 'row', render: (_, one) => <LineName line={one} selected={one.code === selected} onSelect={onSelect} /> },
      { title: t('columns.level'), width: 92, render: (_, one) => tm(`level.${one.level}`) },
      { title: t('columns.parties'), children: [{ title: t('columns.ourParty'), width: 120, render: (_, one) => ours(one) }, { title: t('columns.theirParty'), width: 120, render: (_, one) => theirs(one) }] },
      { title: t('columns.leading'), width: 110, render: (_, one) => one.leading_name },
      { title: t('columns.agreed'), width: 92, align: 'right', render: (_, one) => number(one.agreed_length_km, 3) },
      {
        title: t('columns.inspection'),
        children: [
          { title: t('columns.last'), width: 124, render: (_, one) => <LastCell line={one} /> },
          { title: t('columns.due'), width: 104, render: (_, one) => <DueCell line={one} /> },
          { title: t('columns.state'), width: 128, render: (_, one) => <StateText state={one.state} /> },
          { title: t('columns.walked'), width: 92, align: 'right', render: (_, one) => <WalkedCell line={one} /> },
        ],
      },
      {
        title: t('columns.markers'),
        children: [
          { title: t('columns.markersDue'), width: 62, align: 'right', render: (_, one) => one.markers_due || none },
          { title: t('columns.markersDone'), width: 62, align: 'right', render: (_, one) => (one.markers_due ? one.markers_done : none) },
        ],
      },
      { title: t('columns.conclusion'), width: 100, render: (_, one) => <ConclusionText line={one} /> },
      {
        title: t('columns.signing'),
        children: [
          { title: t('columns.ourSigning'), width: 104, render: (_, one) => one.our_signed_on ?? none },
          { title: t('columns.theirSigning'), width: 104, render: (_, one) => one.their_signed_on ?? none },
          { title: t('columns.document'), width: 150, render: (_, one) => one.document || none },
        ],
      },
      { title: t('columns.open'), width: 240, render: (_, one) => <OpenCell line={one} /> },
    ];
  }, [t, tm, selected, onSelect]);
}
