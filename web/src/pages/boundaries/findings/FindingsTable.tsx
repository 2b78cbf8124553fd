/** The findings as a table. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { none, time } from '../../../lib/format';
import { chainage, type Finding, findingLink } from './findings';
import { Due, ReportClock } from './parts/Due';
import { useLineNames } from './parts/pickers';
import { KindTag, StateTag } from './parts/Tags';

export function FindingsTable({ items }: { items: Finding[] }) {
  const { t } = useTranslation('findings');
  const lineName = useLineNames();
  return (
    <Table<Finding>
      rowKey="id" size="small" dataSource={items} pagination={false} scroll={{ x: 1340 }} rowClassName={({ days_overdue }) => (days_overdue > 0 ? 'overdue-row' : '')}
      columns={[
        { title: t('columnNames.number'), width: 80, rowScope: 'row', render: (_, one) => <Link to={findingLink(one.id)}>{t('number', { number: one.number })}</Link> },
        { title: t('kind'), width: 96, render: (_, one) => <KindTag kind={one.kind} /> },
        { title: t('marker'), width: 110, render: (_, one) => (one.marker_id ? <Link to={`/boundaries/markers/${one.marker_id}`}>{one.marker}</Link> : none) },
        { title: t('line'), width: 190, render: (_, one) => <>{one.lines.map(lineName).join('、')}{one.chainage_m !== null && <small className="muted"> {chainage(one.chainage_m)}</small>}</> },
        { title: t('description'), render: (_, one) => one.description },
        { title: t('times.found'), width: 134, render: (_, one) => time(one.found_at) },
        { title: t('times.reported'), width: 150, render: (_, one) => <>{time(one.reported_at)}<br /><small><ReportClock finding={one} /></small></> },
        { title: t('state'), width: 90, render: (_, one) => <StateTag state={one.state} /> },
        { title: t('columnNames.due'), width: 128, render: (_, one) => (one.due_at ? <Due at={one.due_at} /> : none) },
      ]}
    />
  );
}
