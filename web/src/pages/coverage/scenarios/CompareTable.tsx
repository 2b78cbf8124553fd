/** Before, after and the difference by township, scenario beside scenario. */
import { Switch, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { number } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import type { Comparison } from '../siting/siting';
import type { Sides } from './SideBySide';

type Row = Comparison['townships'][number];

export const changes = (one: Row) => one.after.some((after) => after.demands !== one.before.demands);

export function CompareTable({ data }: { data: Sides }) {
  const { t } = useTranslation('siting');
  const [all, setAll] = useState(false);
  const rows = data.townships.filter((one) => all || changes(one) || one.after.some((after) => after.demands === 0));
  const columns: TableColumnsType<Row> = [
    { title: t('township'), dataIndex: 'name', rowScope: 'row' },
    { title: t('before'), align: 'right', render: (_, one) => `${number(one.before.demands)} / ${number(one.demands)}` },
    ...data.scenarios.map((scenario, i) => ({
      title: scenario.name, align: 'right' as const,
      render: (_: unknown, one: Row) => {
        const after = one.after[i]?.demands ?? 0;
        const gain = after - one.before.demands;
        return <>{number(after)} {gain > 0 && <span className="compare-gain">+{gain}</span>}{after === 0 && <span className="muted"> {t('change.uncovered')}</span>}</>;
      },
    })),
    { title: t('people'), align: 'right', render: (_, one) => number(one.people, 0) },
  ];
  return (
    <div className="siting-stack">
      <label><Switch size="small" checked={all} onChange={setAll} /> {t('showAll', { count: data.townships.length })}</label>
      <Wide label={t('beforeAfter')}>
        <Table<Row> rowKey="code" size="small" dataSource={rows} columns={columns} pagination={{ pageSize: 25, showSizeChanger: false, size: 'small' }} />
      </Wide>
    </div>
  );
}
