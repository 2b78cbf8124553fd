/** Counts by state, a row for each category, county, class or rule; the total says how far the work is. */
import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Query } from '../../../api/client';
import { useClasses } from '../../../api/queries';
import { number } from '../../../lib/format';
import { Failed } from '../../../shell/States';
import { useGet } from '../../../parts/useGet';
import { type Count, groupings, states, type Totals } from './cleanup';

export function TotalsTable({ query }: { query: Query }) {
  const { t } = useTranslation('cleanup');
  const { data: classes } = useClasses();
  const [by, setBy] = useState<(typeof groupings)[number]>('category');
  const { data, error, isPending, refetch } = useGet<Totals>('/gazetteer/cleanup/totals', { ...query, by });
  const label = (row: Count) => {
    if (by === 'category') return t(`categories.${row.by as 'odd'}`, { defaultValue: row.by });
    if (by === 'rule') return t(`rules.${row.by as 'person'}`, { defaultValue: row.by });
    if (by === 'class') return classes?.find((one) => one.code === row.by)?.name ?? row.by;
    return row.name || row.by;
  };
  if (error) return <Failed error={error} retry={() => void refetch()} />;
  return (
    <div className="judge-form">
      <Segmented aria-label={t('by')} value={by} onChange={setBy} options={groupings.map((value) => ({ value, label: t(`groupings.${value}`) }))} />
      <Table<Count>
        rowKey="by" size="small" loading={isPending} dataSource={data?.rows} pagination={false} scroll={{ x: 640 }}
        columns={[
          { title: t(`groupings.${by}`), rowScope: 'row', render: (_, row) => label(row) },
          ...states.map((state) => ({ title: t(`states.${state}`), dataIndex: state, align: 'right' as const, render: (n: number) => number(n) })),
          { title: t('total'), dataIndex: 'total', align: 'right', render: (n: number) => <strong>{number(n)}</strong> },
        ]}
        summary={() => data && (
          <Table.Summary.Row className="total-row">
            <Table.Summary.Cell index={0}>{t('total')}</Table.Summary.Cell>
            {states.map((state, i) => <Table.Summary.Cell key={state} index={i + 1} align="right">{number(data.total[state])}</Table.Summary.Cell>)}
            <Table.Summary.Cell index={6} align="right">{number(data.total.total)}</Table.Summary.Cell>
          </Table.Summary.Row>
        )}
      />
    </div>
  );
}
