/** The lines of a round on a map and in a table that show the same rows; what is chosen in one is chosen in the other. */
import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../../../api/types';
import { none, number } from '../../../lib/format';
import { Failed } from '../../../shell/States';
import { ConclusionText, DueCell, MarkersCell, OpenCell, StateText, WalkedCell } from './cells';
import type { SetFilter, Values } from './filters';
import { LineName } from './LineName';
import { MapNote } from './MapNote';
import { RoundFilters } from './RoundFilters';
import { type Filters, type Round, type RoundLine, roundsPath } from './rounds';
import { pageSize, rowId, usePageOf } from './selection';
import { SelectedLine } from './SelectedLine';
import { StateMap } from './StateMap';
import { mostPages, useRows } from './useRows';
import { useRoundRights } from './useRound';

interface Props {
  round: Round;
  values: Values;
  set: SetFilter;
  query: Filters;
  batches: number[];
  onPlan: (codes: string[]) => void;
}

export function RoundLines({ round, values, set, query, batches, onPlan }: Props) {
  const { t } = useTranslation('rounds');
  const may = useRoundRights();
  const { data, error, isFetching, refetch } = useRows<RoundLine, Page<RoundLine>>(`${roundsPath}/${round.number}/lines`, { ...query, all: true });
  const [ticked, setTicked] = useState<string[]>([]);
  const items = data?.items ?? [];
  const selected = values.line || undefined;
  const select = (code: string | undefined) => set('line', code);
  const plans = may.planLines && (round.state === 'planned' || round.state === 'open');
  return (
    <div className="page-part">
      <RoundFilters values={values} set={set} batches={batches} map brief />
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data?.more && <Alert type="warning" showIcon title={t('notAll', { count: mostPages * 1000 })} />}
      <div className="round-work with-map">
        <div className="round-side">
          <StateMap lines={items} selected={selected} onSelect={select} box={query.bbox} onBox={values.bbox ? (box) => set('bbox', box) : undefined} label={t('map.label')} />
          <MapNote />
          <p className="muted" role="status">{data && t('map.shown', { count: items.length })}</p>
          <SelectedLine line={items.find((one) => one.code === selected)} onClose={() => select(undefined)} />
        </div>
        <div className="page-part">
          {plans && ticked.length === 0 && items.length > 0 && (
            <div><Button size="small" onClick={() => setTicked(items.map((one) => one.code))}>{t('ticked.all', { count: items.length })}</Button></div>
          )}
          {plans && ticked.length > 0 && (
            <div className="selection-line" role="region" aria-label={t('ticked.label')}>
              <span role="status">{t('ticked.count', { count: ticked.length })}</span>
              <Button type="primary" size="small" onClick={() => onPlan(ticked)}>{t('plan.selected')}</Button>
              <Button size="small" onClick={() => setTicked([])}>{t('ticked.none')}</Button>
            </div>
          )}
          <LinesTable items={items} loading={isFetching && !data} selected={selected} onSelect={select} ticked={plans ? ticked : undefined} onTick={setTicked} />
        </div>
      </div>
    </div>
  );
}

interface TableProps {
  items: RoundLine[];
  loading: boolean;
  selected: string | undefined;
  onSelect: (code: string | undefined) => void;
  /** Lines ticked to be planned; undefined where they cannot be. */
  ticked: string[] | undefined;
  onTick: (codes: string[]) => void;
}

function LinesTable({ items, loading, selected, onSelect, ticked, onTick }: TableProps) {
  const { t } = useTranslation('rounds');
  const { page, setPage } = usePageOf(items, selected);
  const columns = useColumns(selected, onSelect);
  return (
    <Table<RoundLine>
      className="round-table" rowKey="code" size="small" loading={loading} dataSource={items} columns={columns} scroll={items.length ? { x: 1120 } : undefined}
      pagination={{ pageSize, current: page, onChange: setPage, hideOnSinglePage: true, showSizeChanger: false }} locale={{ emptyText: <span className="muted">{t('none')}</span> }}
      onRow={({ code }) => ({ id: rowId(code) })} rowClassName={({ code }) => (code === selected ? 'chosen' : '')}
      rowSelection={ticked && {
        selectedRowKeys: ticked, preserveSelectedRowKeys: true, onChange: (keys) => onTick(keys.map(String)), columnWidth: 36, fixed: true, hideSelectAll: true,
        getCheckboxProps: ({ name }) => ({ 'aria-label': t('ticked.one', { name }) }),
      }}
    />
  );
}

function useColumns(selected: string | undefined, onSelect: TableProps['onSelect']): TableColumnsType<RoundLine> {
  const { t } = useTranslation('rounds');
  const { t: tm } = useTranslation();
  return useMemo(() => [
    { title: t('columns.line'), width: 168, fixed: 'start', rowScope: 'row', render: (_, one) => <LineName line={one} selected={one.code === selected} onSelect={onSelect} /> },
    { title: t('columns.state'), width: 122, render: (_, one) => <StateText state={one.state} /> },
    { title: t('columns.due'), width: 104, render: (_, one) => <DueCell line={one} /> },
    { title: t('columns.batch'), width: 62, render: (_, one) => one.batch ?? none },
    { title: t('columns.agreed'), width: 88, align: 'right', render: (_, one) => number(one.agreed_length_km, 3) },
    { title: t('columns.walked'), width: 88, align: 'right', render: (_, one) => <WalkedCell line={one} /> },
    { title: t('columns.markers'), width: 78, align: 'right', render: (_, one) => <MarkersCell line={one} /> },
    { title: t('columns.conclusion'), width: 92, render: (_, one) => <ConclusionText line={one} /> },
    { title: t('columns.level'), width: 88, render: (_, one) => tm(`level.${one.level}`) },
    { title: t('columns.leading'), width: 100, render: (_, one) => (one.leading === 'left' ? one.left_name : one.right_name) },
    { title: t('columns.open'), width: 200, render: (_, one) => <OpenCell line={one} /> },
  ], [t, tm, selected, onSelect]);
}
