/** The items of a set: a line for each, opened one finds diff, findings, map and verdict. */
import { Button, Table, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { areaPath } from '../../../lib/format';
import { Empty } from '../../../shell/States';
import { mapLink } from '../../map/params';
import { More } from '../../../parts/More';
import type { Item } from './changes';
import { ItemDetail } from './ItemDetail';
import { openConflicts, wantsRuleReason } from './rows';
import { Sampling } from './Sampling';
import { useItems, type useSet } from './useSet';
import { useWords } from './useWords';

type SetPage = NonNullable<ReturnType<typeof useSet>['data']>;

/** So many items are shown opened from the start. */
const few = 3;

export function ItemsTable({ set }: { set: SetPage }) {
  const { t } = useTranslation('changes');
  const { items, more, fetching } = useItems(set);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const short = set.counts.items <= few;
  const isOpen = (id: string) => toggled.has(id) !== short;
  const toggle = (id: string) => setToggled((old) => {
    const next = new Set(old);
    if (!next.delete(id)) next.add(id);
    return next;
  });
  return (
    <section aria-label={t('items')} className="stack">
      <header className="page-head">
        <h2>{t('items')} <small className="muted">{t('itemSum', set.counts)}</small></h2>
        <Sampling set={set} />
      </header>
      {items.length === 0 ? (
        <Empty>{set.may.edit ? t('noItemsHint') : t('noItems')}</Empty>
      ) : (
        <Table<Item>
          className="items" rowKey="id" size="small" dataSource={items} pagination={false} scroll={{ x: 'max-content' }}
          rowClassName={(item) => (item.sampled ? 'sampled' : '')}
          expandable={{
            columnWidth: 40,
            expandedRowKeys: items.filter((one) => isOpen(one.id)).map((one) => one.id),
            expandedRowRender: (item) => <ItemDetail set={set} item={item} mapOpen={short} />,
            expandIcon: ({ expanded, record }) => (
              <Button
                type="text" size="small" aria-expanded={expanded} aria-label={t(expanded ? 'closeItem' : 'openItem', { name: record.place_name })}
                onClick={() => toggle(record.id)}
              >
                {expanded ? '−' : '+'}
              </Button>
            ),
          }}
          columns={[
            { title: '№', width: 44, align: 'right', dataIndex: 'seq' },
            { title: t('op'), width: 96, render: (_, item) => <Tag color={opColours[item.op]}>{set.stream === 'naming' ? t(`matters.${item.matter}`) : t(`ops.${item.op}`)}</Tag> },
            { title: t('name'), rowScope: 'row', width: 150, render: (_, item) => <Name item={item} /> },
            { title: t('area'), width: 170, render: (_, item) => areaPath(item.area_path.slice(1)) },
            { title: t('class'), width: 110, dataIndex: 'class_name' },
            { title: t('changed'), render: (_, item) => <Summary item={item} /> },
            { title: t('marks'), width: 200, render: (_, item) => <Marks item={item} /> },
          ]}
        />
      )}
      <More more={more} fetching={fetching} />
    </section>
  );
}

const opColours = { add: 'green', modify: 'blue', delete: 'red' } as const;

function Name({ item }: { item: Item }) {
  const there = item.op !== 'add' || item.made_version > 0;
  return there ? <Link to={mapLink('place', item.place_id)}>{item.place_name}</Link> : <>{item.place_name}</>;
}

/** The first fields that change, in a line. */
function Summary({ item }: { item: Item }) {
  const { field } = useWords();
  const names = item.fields.filter((row) => row.field !== 'entry').map((row) => field(row.field));
  return <span className="muted">{names.slice(0, 4).join('、')}{names.length > 4 && ' …'}</span>;
}

function Marks({ item }: { item: Item }) {
  const { t } = useTranslation('changes');
  const conflicts = openConflicts(item).length;
  return (
    <span className="tags">
      {item.sampled && <Tag color="purple">{t('sampled')}</Tag>}
      {item.verdict && <Tag color={item.verdict === 'accepted' ? 'green' : 'red'}>{t(`verdicts.${item.verdict}`)}</Tag>}
      {conflicts > 0 && <Tag color="red">{t('conflictCount', { count: conflicts })}</Tag>}
      {item.findings.length > 0 && <Tag color={wantsRuleReason(item) ? 'red' : 'gold'}>{t('findingCount', { count: item.findings.length })}</Tag>}
    </span>
  );
}
