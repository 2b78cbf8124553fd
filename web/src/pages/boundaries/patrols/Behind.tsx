/** Who has not walked in the part of the year that holds the month. */
import { Table, Tag } from 'antd';
import { ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { none, time } from '../../../lib/format';
import { byState, type PlanProgress } from './patrols';
import { useEvery } from './useEvery';

const colours = { done: 'green', pending: 'gold', behind: 'red' } as const;

export function Behind({ plans }: { plans: PlanProgress[] }) {
  const { t } = useTranslation('findings');
  const every = useEvery();
  return (
    <Table<PlanProgress>
      rowKey="plan_id" size="small" dataSource={byState(plans)} pagination={false} scroll={plans.length ? { x: 960 } : undefined}
      rowClassName={({ state }) => (state === 'behind' ? 'overdue-row' : '')} locale={{ emptyText: <span className="muted">{t('patrols.noPlans')}</span> }}
      columns={[
        { title: t('patrols.what'), rowScope: 'row', width: 180, render: (_, one) => one.area_name || one.line_name || one.area_code || one.line_code },
        { title: t('patrols.patroller'), width: 150, render: (_, one) => one.patroller || none },
        { title: t('patrols.every'), width: 110, render: (_, one) => every(one.every_months) },
        { title: t('patrols.due'), width: 190, render: (_, one) => `${one.from_on} – ${one.until_on}` },
        { title: t('patrols.times'), width: 80, align: 'right', dataIndex: 'patrols' },
        { title: t('patrols.last'), width: 134, render: (_, one) => time(one.last_at) },
        { title: t('patrols.state'), width: 104, render: (_, one) => <Tag color={colours[one.state]} icon={one.state === 'behind' ? <ExclamationCircleFilled /> : undefined}>{t(`patrols.states.${one.state}`)}</Tag> },
      ]}
    />
  );
}
