/** The rows of the ledger, to be judged by mouse or from the keyboard. */
import { Button, Table, Tag } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { areaPath } from '../../../lib/format';
import { Empty } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { type Doing, doingOf, isOpen, type Row, type Verdict } from './cleanup';

interface Props {
  rows: Row[];
  loading: boolean;
  marked: string[];
  mark: (ids: string[]) => void;
  judge?: (rows: Row[], verdict: Verdict) => void;
  rename?: (row: Row) => void;
}

const tones = { found: 'orange', exception: 'default', to_rectify: 'red', renamed: 'blue', closed: 'green' } as const;
const weights = { error: 'red', warning: 'gold', info: 'default' } as const;

export function RowsTable({ rows, loading, marked, mark, judge, rename }: Props) {
  const { t } = useTranslation('cleanup');
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const here = Math.min(at, rows.length - 1);
  useEffect(() => {
    box.current?.querySelector('tr.current-row')?.scrollIntoView?.({ block: 'nearest' });
  }, [here]);

  const act = (doing: Doing) => {
    const row = rows[here];
    if (!row) return;
    const open = isOpen(row);
    if (doing === 'next') setAt(Math.min(here + 1, rows.length - 1));
    else if (doing === 'previous') setAt(Math.max(here - 1, 0));
    else if (doing === 'rename') {
      if (open) rename?.(row);
    } else if (doing === 'mark') {
      if (open && judge) mark(marked.includes(row.id) ? marked.filter((id) => id !== row.id) : [...marked, row.id]);
    } else if (open) judge?.([row], doing);
  };
  const press = (event: KeyboardEvent) => {
    // Keys of a control inside are its own, and so are those of a dialogue, whose events come up through the tree.
    const inside = event.target as HTMLElement;
    if (!box.current?.contains(inside) || inside.closest('input, textarea, .ant-select')) return;
    const doing = doingOf(event);
    if (!doing) return;
    event.preventDefault();
    act(doing);
  };
  return (
    <div ref={box} className="keyed" role="group" tabIndex={0} aria-label={t('list')} onKeyDown={press}>
      <Table<Row>
        rowKey="id" size="small" loading={loading} dataSource={rows} pagination={false} scroll={rows?.length ? { x: 1160 } : undefined} locale={{ emptyText: <Empty>{t('none')}</Empty> }}
        rowClassName={(_, i) => (i === here ? 'current-row' : '')}
        onRow={(_, i) => ({ onFocus: () => setAt(i ?? 0) })}
        rowSelection={judge && {
          selectedRowKeys: marked, onChange: (ids) => mark(ids as string[]), columnTitle: <span className="unseen">{t('mark')}</span>,
          getCheckboxProps: (row) => ({ disabled: !isOpen(row), 'aria-label': t('markOne', { name: row.name }) }) as never,
        }}
        columns={[
          { title: t('name'), width: 150, rowScope: 'row', render: (_, row) => <Link to={mapLink('place', row.place_id)}>{row.name}</Link> },
          { title: t('area'), width: 180, render: (_, row) => areaPath(row.area_path.slice(1)) },
          { title: t('class'), dataIndex: 'class_name', width: 110 },
          { title: t('category'), width: 110, render: (_, row) => <Tag color={weights[row.severity]}>{t(`categories.${row.category}`)}</Tag> },
          { title: t('message'), render: (_, row) => <>{row.message}{row.article && <small className="article">{row.article}</small>}</> },
          { title: t('state'), width: 160, render: (_, row) => <StateCell row={row} /> },
          ...(judge || rename ? [{ title: t('action'), width: 200, render: (_: unknown, row: Row) => <Actions row={row} judge={judge} rename={rename} /> }] : []),
        ]}
      />
    </div>
  );
}

function StateCell({ row }: { row: Row }) {
  const { t } = useTranslation('cleanup');
  return (
    <>
      <Tag color={tones[row.state]}>{t(`states.${row.state}`)}</Tag>
      {row.how && <small>{t(`how.${row.how}`)}</small>}
      {row.new_name && <small className="article">→ {row.new_name}</small>}
      {row.reason && <small className="article">{row.reason}</small>}
      {row.set_id && <Link className="article" to={`/names/changes/${row.set_id}`}>{t('set')}</Link>}
    </>
  );
}

function Actions({ row, judge, rename }: { row: Row } & Pick<Props, 'judge' | 'rename'>) {
  const { t } = useTranslation('cleanup');
  if (!isOpen(row)) return null;
  return (
    <span className="row-actions">
      {judge && row.state !== 'exception' && <Button size="small" onClick={() => judge([row], 'exception')}>{t('verdicts.exception')}</Button>}
      {judge && row.state !== 'to_rectify' && <Button size="small" onClick={() => judge([row], 'to_rectify')}>{t('verdicts.to_rectify')}</Button>}
      {rename && !row.set_id && <Button size="small" onClick={() => rename(row)}>{t('rename.start')}</Button>}
    </span>
  );
}
