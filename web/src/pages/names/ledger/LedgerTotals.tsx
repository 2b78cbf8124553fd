/** The footer: what was added, modified, deleted, filed, announced and taken in, by county, month or year. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { get } from '../../../api/client';
import { number } from '../../../lib/format';
import { Failed } from '../../../shell/States';
import { type Filters, type Grouping, groupings, ledgerPath, type Totals } from './ledger';

export const counts = ['added', 'modified', 'deleted', 'filed', 'announced', 'taken_in'] as const;

interface Props {
  query: Filters;
  by: Grouping;
  onBy: (by: Grouping) => void;
}

export function LedgerTotals({ query, by, onBy }: Props) {
  const { t } = useTranslation('nameledger');
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['list', `${ledgerPath}/totals`, by, query],
    queryFn: ({ signal }) => get<Totals>(`${ledgerPath}/totals`, { ...query, by }, signal),
    placeholderData: keepPreviousData,
  });
  return (
    <section className="card" aria-labelledby="totals-title">
      <div className="totals-head">
        <h2 id="totals-title">{t('totals.title')}</h2>
        <Segmented<Grouping> aria-label={t('totals.by')} value={by} onChange={onBy} options={groupings.map((value) => ({ value, label: t(`totals.${value}`) }))} />
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      <div className="totals-scroll" tabIndex={0} role="region" aria-label={t('totals.title')}>
        <Table
          rowKey="period" size="small" loading={isFetching && !data} dataSource={data?.rows} pagination={false} locale={{ emptyText: <span className="muted">{t('none')}</span> }}
          columns={[
            { title: t(`totals.${data?.by ?? by}`), rowScope: 'row' as const, render: (_: unknown, row: Totals['rows'][number]) => row.name || row.period },
            ...counts.map((name) => ({ title: t(`totals.${name}`), align: 'right' as const, width: 90, render: (_: unknown, row: Totals['rows'][number]) => number(row[name]) })),
          ]}
          summary={() => data && data.rows.length > 0 && (
            <Table.Summary.Row className="total-row">
              <Table.Summary.Cell index={0}>{t('totals.total')}</Table.Summary.Cell>
              {counts.map((name, i) => <Table.Summary.Cell key={name} index={i + 1} align="right">{number(data.total[name])}</Table.Summary.Cell>)}
            </Table.Summary.Row>
          )}
        />
      </div>
      <p className="muted map-note">{t('totals.note')}</p>
    </section>
  );
}
