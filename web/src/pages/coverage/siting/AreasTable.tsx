/** Townships before and after, those that change first. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { none, number } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import { changeOf, type TownshipChange } from './siting';

const km = (x: number | null) => (x === null ? none : number(x, 1));
const order = ['uncovered', 'new', 'more', 'same'];

export function AreasTable({ areas }: { areas: TownshipChange[] }) {
  const { t } = useTranslation('siting');
  const rows = [...areas].sort((a, b) => order.indexOf(changeOf(a)) - order.indexOf(changeOf(b)) || a.code.localeCompare(b.code));
  return (
    <Wide label={t('detail.areas')}>
      <Table<TownshipChange>
        rowKey="code" size="small" dataSource={rows} pagination={{ pageSize: 20, showSizeChanger: false, size: 'small' }}
        columns={[
          { title: t('township'), dataIndex: 'name', rowScope: 'row' },
          { title: t('state'), render: (_, one) => <span className={changeOf(one) === 'new' ? 'compare-gain' : ''}>{t(`change.${changeOf(one)}`)}</span> },
          { title: t('beforeAfter'), align: 'right', render: (_, one) => `${number(one.demands_before)} → ${number(one.demands_after)} / ${number(one.demands)}` },
          { title: t('nearestKm'), align: 'right', render: (_, one) => (one.nearest ? `${km(one.nearest.km_before)} → ${km(one.nearest.km_after)}` : none) },
          { title: t('people'), align: 'right', render: (_, one) => `${number(one.people_before, 0)} → ${number(one.people_after, 0)}` },
        ]}
      />
    </Wide>
  );
}
