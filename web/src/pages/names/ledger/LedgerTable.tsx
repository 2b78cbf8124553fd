/** The rows of the ledger with all its columns. */
import { SnippetsOutlined } from '@ant-design/icons';
import { Button, Table, type TableColumnsType } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none } from '../../../lib/format';
import { mapLink } from '../../map/params';
import { ChangedList } from './ChangedList';
import { DutyText } from './DutyText';
import type { LedgerEntry } from './ledger';
import { National } from './National';

interface Props {
  items: LedgerEntry[];
  loading: boolean;
  /** Rows are chosen to be noted; without it they are only read. */
  selected: string[] | undefined;
  onSelect: (editIds: string[]) => void;
  refused: ReadonlyMap<string, string>;
  /** The row that was clicked on the map. */
  chosen: string | undefined;
  onCard: (entry: LedgerEntry) => void;
}

export function LedgerTable({ items, loading, selected, onSelect, refused, chosen, onCard }: Props) {
  const { t } = useTranslation('nameledger');
  const columns = useColumns(onCard, refused);
  return (
    <Table<LedgerEntry>
      className="ledger-table" rowKey="edit_id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items.length ? { x: 1760 } : undefined} columns={columns}
      locale={{ emptyText: <span className="muted">{t('none')}</span> }}
      onRow={({ edit_id }) => ({ id: `edit-${edit_id}` })}
      rowClassName={({ edit_id }) => `${edit_id === chosen ? 'chosen' : ''} ${refused.has(edit_id) ? 'refused' : ''}`}
      rowSelection={selected && {
        selectedRowKeys: selected, onChange: (keys) => onSelect(keys.map(String)), columnWidth: 40, fixed: true, hideSelectAll: true,
        getCheckboxProps: ({ name, on }) => ({ 'aria-label': t('select', { name, on }) }),
      }}
    />
  );
}

function useColumns(onCard: Props['onCard'], refused: Props['refused']): TableColumnsType<LedgerEntry> {
  const { t } = useTranslation('nameledger');
  return useMemo(() => [
    {
      title: t('columns.name'), width: 150, rowScope: 'row',
      render: (_, one) => (
        <span className="row-name">
          <Link to={mapLink('place', one.place_id)}>{one.name}</Link>
          <Button type="link" size="small" icon={<SnippetsOutlined />} onClick={() => onCard(one)} aria-label={t('cardOf', { name: one.name })}>{t('card')}</Button>
          {refused.has(one.edit_id) && <small className="duty-overdue">{refused.get(one.edit_id)}</small>}
        </span>
      ),
    },
    { title: t('columns.pinyin'), width: 130, render: (_, one) => <span className="pinyin">{one.pinyin || none}</span> },
    { title: t('columns.class'), width: 110, render: (_, one) => one.class_name || one.class_code },
    { title: t('columns.area'), width: 130, render: (_, one) => [one.county, one.township].filter(Boolean).join(' › ') || one.area_code },
    { title: t('columns.on'), width: 104, dataIndex: 'on' },
    { title: t('columns.matter'), width: 84, render: (_, one) => t(`matters.${one.matter}`) },
    { title: t('columns.changed'), width: 340, render: (_, one) => <ChangedList entry={one} /> },
    { title: t('columns.approval'), width: 190, render: (_, one) => <Approval approval={one.approval} /> },
    { title: t('columns.filing'), width: 130, render: (_, one) => <DutyText duty={one.filing} done={one.filing.filed_on} /> },
    { title: t('columns.announcement'), width: 140, render: (_, one) => <DutyText duty={one.announcement} done={one.announcement.announced_on} note={one.announcement.number} afterFiling={one.approval?.authority_kind === 'other_department'} /> },
    { title: t('columns.national'), width: 130, render: (_, one) => <National national={one.national} /> },
    {
      title: t('columns.clerk'), width: 110,
      render: (_, one) => (
        <span className="row-name">
          {one.clerk || none}
          {one.set_id && <Link to={`/names/changes/${one.set_id}`}>{t('setNumber', { number: one.set_number })}</Link>}
        </span>
      ),
    },
  ], [t, onCard, refused]);
}

function Approval({ approval }: { approval: LedgerEntry['approval'] }) {
  if (!approval) return <>{none}</>;
  return (
    <span className="row-name">
      <Link to={`/names/filing/approvals/${approval.id}`}>{approval.document}</Link>
      <small>{approval.authority}</small>
      <small className="muted">{approval.approved_on}</small>
    </span>
  );
}
