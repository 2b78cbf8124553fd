/** A list of announcements: drafts, then the newest first. */
import { Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none } from '../../../lib/format';
import { type Announcement, stateColours } from './filing';

export function AnnouncementsTable({ items, loading }: { items: Announcement[]; loading: boolean }) {
  const { t } = useTranslation('filing');
  return (
    <Table<Announcement>
      rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items.length ? { x: 880 } : undefined} locale={{ emptyText: <span className="muted">{t('noAnnouncements')}</span> }}
      columns={[
        { title: t('number'), width: 140, render: (_, one) => one.number || none },
        { title: t('titleOf'), rowScope: 'row', render: (_, one) => <Link to={`/names/filing/announcements/${one.id}`}>{one.title}</Link> },
        { title: t('state'), width: 130, render: (_, one) => <State one={one} /> },
        { title: t('bureau'), width: 120, render: (_, one) => one.area_name || one.area_code },
        { title: t('names'), width: 80, align: 'right', dataIndex: 'names_count' },
        { title: t('publishedOn'), width: 120, render: (_, one) => one.published_on ?? none },
        { title: t('clerk'), width: 110, render: (_, one) => one.clerk || none },
      ]}
    />
  );
}

export function State({ one }: { one: Pick<Announcement, 'state' | 'kind'> }) {
  const { t } = useTranslation('filing');
  return (
    <>
      <Tag color={stateColours[one.state]}>{t(`states.${one.state}`)}</Tag>
      {one.kind !== 'names' && <Tag>{t(`announcementKinds.${one.kind}`)}</Tag>}
    </>
  );
}
