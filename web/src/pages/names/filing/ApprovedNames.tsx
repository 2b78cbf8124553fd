/** The names of an approval: what was decided, and how far each has come. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none } from '../../../lib/format';
import { mapLink } from '../../map/params';
import type { ApprovedName } from './filing';

export function ApprovedNames({ names }: { names: ApprovedName[] }) {
  const { t } = useTranslation('filing');
  const { t: tl } = useTranslation('nameledger');
  return (
    <section>
      <h2>{t('nameCount', { count: names.length })}</h2>
      <Table<ApprovedName>
        rowKey="edit_id" size="small" dataSource={names} pagination={names.length > 50 ? { pageSize: 50, showSizeChanger: false } : false} scroll={names.length ? { x: 860 } : undefined} locale={{ emptyText: <span className="muted">{t('notPublished')}</span> }}
        columns={[
          {
            title: t('name'), width: 170, rowScope: 'row',
            render: (_, one) => (
              <>
                <Link to={mapLink('place', one.place_id)}>{one.name}</Link>
                {one.matter === 'renaming' && one.before_name && <small className="block muted">{t('former', { name: one.before_name })}</small>}
              </>
            ),
          },
          { title: tl('columns.pinyin'), width: 140, dataIndex: 'pinyin' },
          { title: tl('columns.matter'), width: 80, render: (_, one) => tl(`matters.${one.matter}`) },
          { title: tl('columns.class'), width: 120, dataIndex: 'class_name' },
          { title: tl('columns.area'), width: 160, render: (_, one) => [one.county, one.township].filter(Boolean).join(' › ') || one.area },
          { title: t('filing'), width: 110, render: (_, one) => one.filed_on ?? none },
          { title: t('announcement'), width: 130, render: (_, one) => (one.announced_on ? <>{one.announced_on}<small className="block muted">{one.announcement_number}</small></> : none) },
        ]}
      />
    </section>
  );
}
