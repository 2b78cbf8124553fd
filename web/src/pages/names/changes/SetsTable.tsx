/** The list of change sets, the newest first. */
import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Query } from '../../../api/client';
import { usePages } from '../../../api/lists';
import { useAreaNames } from '../../../api/queries';
import { none, time } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import { More } from '../../../parts/More';
import { type ChangeSet, setsPath } from './changes';
import { StateTag } from './StateTag';

export function SetsTable({ query }: { query: Query }) {
  const { t } = useTranslation('changes');
  const areaName = useAreaNames();
  const { items, loading, error, retry, more, fetching } = usePages<ChangeSet>(setsPath, query);
  if (error) return <Failed error={error} retry={retry} />;
  if (!loading && items.length === 0) return <Empty>{t('noSets')}</Empty>;
  return (
    <>
      <Table<ChangeSet>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={{ x: 980 }}
        columns={[
          { title: t('number'), width: 70, align: 'right', dataIndex: 'number' },
          { title: t('setTitle'), rowScope: 'row', render: (_, one) => <Link to={`/names/changes/${one.id}`}>{one.title}</Link> },
          { title: t('stream'), width: 130, render: (_, one) => t(`streams.${one.stream}`) },
          { title: t('state'), width: 100, render: (_, one) => <StateTag state={one.state} /> },
          { title: t('content'), width: 190, render: (_, one) => <Counts counts={one.counts} /> },
          { title: t('area'), width: 120, render: (_, one) => (one.area_code ? areaName(one.area_code) : none) },
          { title: t('author'), width: 110, render: (_, one) => one.author_name || one.author },
          { title: t('reviewer'), width: 110, render: (_, one) => one.reviewer_name || one.reviewer || none },
          { title: t('updatedAt'), width: 140, render: (_, one) => time(one.updated_at) },
        ]}
      />
      <More more={more} fetching={fetching} />
    </>
  );
}

/** How much a set holds, and what in it waits for somebody. */
function Counts({ counts }: { counts: ChangeSet['counts'] }) {
  const { t } = useTranslation('changes');
  return (
    <span className="tags">
      <span>{t('itemCount', { count: counts.items })}</span>
      {counts.conflicts > 0 && <Tag color="red">{t('conflictCount', { count: counts.conflicts })}</Tag>}
      {counts.returned > 0 && <Tag color="orange">{t('returnedCount', { count: counts.returned })}</Tag>}
      {counts.findings > 0 && <Tag color="gold">{t('findingCount', { count: counts.findings })}</Tag>}
    </span>
  );
}
