/** The walks of the month. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages } from '../../../api/lists';
import { none, number, time } from '../../../lib/format';
import { More } from '../../../parts/More';
import { Failed } from '../../../shell/States';
import { daysOf, type Patrol, patrolLink, patrolsPath } from './patrols';
import { usePartyNames } from '../findings/parts/pickers';

export function Walks({ period, area }: { period: string; area: string }) {
  const { t } = useTranslation('findings');
  const partyName = usePartyNames();
  const { items, loading, error, retry, more, fetching } = usePages<Patrol>(patrolsPath, { ...daysOf(period), area, limit: 100 });
  if (error) return <Failed error={error} retry={retry} />;
  return (
    <>
      <Table<Patrol>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items.length ? { x: 760 } : undefined} locale={{ emptyText: <span className="muted">{t('patrols.none')}</span> }}
        columns={[
          { title: t('patrols.started'), rowScope: 'row', width: 150, render: (_, one) => <Link to={patrolLink(one.id)}>{time(one.started_at)}</Link> },
          { title: t('patrols.ended'), width: 150, render: (_, one) => time(one.ended_at) },
          { title: t('patrols.patroller'), width: 130, dataIndex: 'patroller' },
          { title: t('patrols.office'), width: 140, render: (_, one) => partyName(one.area_code) },
          { title: t('patrols.length'), width: 110, align: 'right', render: (_, one) => number(one.length_m / 1000, 2) },
          { title: t('patrols.inspections'), width: 90, align: 'right', render: (_, one) => one.inspections.length },
          { title: t('patrols.note'), render: (_, one) => one.note || none },
        ]}
      />
      <More more={more} fetching={fetching} />
    </>
  );
}
