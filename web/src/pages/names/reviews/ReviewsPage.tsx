/** Data-quality reviews with their progress, and the table of checks that they look by. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Progress, Table, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages } from '../../../api/lists';
import { useClasses } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { number, time } from '../../../lib/format';
import { Empty, Failed } from '../../../shell/States';
import '../../pages.css';
import '../cleanup/cleanup.css';
import { More } from '../../../parts/More';
import { ChecksTable } from './ChecksTable';
import { NewReview } from './NewReview';
import { progress, type Review } from './reviews';

export function ReviewsPage() {
  const { t } = useTranslation('reviews');
  const { may } = useSession();
  const { values, set } = useFilters(['tab']);
  const [adding, setAdding] = useState(false);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('heading')}</h1>
        {may.names && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('new')}</Button>}
      </header>
      <Tabs
        activeKey={values.tab || 'reviews'} onChange={(key) => set('tab', key === 'reviews' ? '' : key)}
        items={[{ key: 'reviews', label: t('reviews'), children: <List /> }, { key: 'checks', label: t('checks'), children: <ChecksTable /> }]}
      />
      {adding && <NewReview onClose={() => setAdding(false)} />}
    </div>
  );
}

function List() {
  const { t } = useTranslation('reviews');
  const { data: classes } = useClasses();
  const { items, loading, error, retry, more, fetching } = usePages<Review>('/gazetteer/reviews', {});
  if (error) return <Failed error={error} retry={retry} />;
  return (
    <>
      <Table<Review>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items?.length ? { x: 980 } : undefined} locale={{ emptyText: <Empty>{t('none')}</Empty> }}
        columns={[
          { title: t('title'), rowScope: 'row', render: (_, one) => <Link to={`/names/reviews/${one.id}`}>{one.title}</Link> },
          { title: t('class'), render: (_, one) => (one.class_prefix ? classes?.find(({ code }) => code === one.class_prefix)?.name ?? one.class_prefix : t('allClasses')) },
          { title: t('area'), dataIndex: 'area_name' },
          { title: t('entries'), align: 'right', render: (_, one) => number(one.entries) },
          { title: t('states.open'), align: 'right', render: (_, one) => number(one.open) },
          { title: t('progress'), width: 170, render: (_, one) => <Progress percent={progress(one)} size="small" aria-label={t('progress')} /> },
          { title: t('lookedAt'), width: 150, render: (_, one) => time(one.looked_at) },
          { title: t('state'), width: 90, render: (_, one) => <Tag color={one.closed_at ? 'default' : 'blue'}>{t(one.closed_at ? 'closed' : 'running')}</Tag> },
        ]}
      />
      <More more={more} fetching={fetching} />
    </>
  );
}
