/** Counts of changes of place names by year, month or county: what was done, filed, announced, taken in. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Input, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/client';
import { useAreaNames, useClasses, useCounties } from '../../api/queries';
import { useSession } from '../../api/session';
import type { Statistics, StatisticsRow } from '../../api/types';
import { useFilters } from '../../lib/filters';
import { number } from '../../lib/format';
import { Failed } from '../../shell/States';
import '../pages.css';

const counts = ['added', 'modified', 'deleted', 'filed', 'announced', 'taken_in'] as const;
const groupings = ['year', 'month', 'county', 'class'] as const;

export function StatisticsPage() {
  const { t } = useTranslation();
  const { prefecture } = useSession();
  const { data: counties } = useCounties(prefecture.code);
  const { data: classes } = useClasses();
  const { values, set } = useFilters(['from', 'to', 'area', 'class', 'by']);
  const by = groupings.find((one) => one === values.by) ?? 'year';
  const query = { ...values, by };
  const areaName = useAreaNames();
  const nameOf = (period: string) => {
    // What belongs to no county stands under the prefecture's code, filled up with zeros.
    if (by === 'county') return period === prefecture.code.padEnd(6, '0') ? prefecture.name : areaName(period);
    return by === 'class' ? (classes?.find((one) => one.code === period)?.name ?? period) : period;
  };
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['statistics', query],
    queryFn: ({ signal }) => get<Statistics>('/gazetteer/statistics', query, signal),
    placeholderData: keepPreviousData,
  });
  const highest = Math.max(1, ...(data?.rows ?? []).map((row) => Math.max(...counts.map((name) => row[name] ?? 0))));

  return (
    <div className="page">
      <h1>{t('statistics.title')}</h1>
      <p className="muted">{t('statistics.note')}</p>
      <div className="filters">
        <label>
          {t('statistics.by')}
          <Select value={by} onChange={(value) => set('by', value === 'year' ? undefined : value)} options={groupings.map((value) => ({ value, label: t(`statistics.groups.${value}`) }))} />
        </label>
        <label>{t('statistics.from')}<Input type="date" value={query.from} onChange={(event) => set('from', event.target.value)} /></label>
        <label>{t('statistics.to')}<Input type="date" value={query.to} onChange={(event) => set('to', event.target.value)} /></label>
        <label>
          {t('filter.county')}
          <Select value={query.area || undefined} allowClear placeholder={t('filter.all')} onChange={(value?: string) => set('area', value)} options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))} />
        </label>
        <label>
          {t('field.class_code')}
          <Select value={query.class || undefined} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('filter.all')} onChange={(value?: string) => set('class', value)} options={(classes ?? []).map((one) => ({ value: one.code, label: one.name }))} />
        </label>
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      <div className="wide-table" tabIndex={0} role="region" aria-label={t('statistics.title')}>
        <Table<StatisticsRow>
          rowKey="period" loading={isFetching && !data} dataSource={data?.rows} pagination={false} size="small"
          columns={[
            { title: t(`statistics.groups.${by}`), width: 130, rowScope: 'row', render: (_, { period }) => nameOf(period) },
            ...counts.map((name) => ({
              title: t(`statistics.${name}`), dataIndex: name, align: 'right' as const,
              render: (value: number) => (
                <span className={`bar bar-${name}`}>
                  <i style={{ width: value ? `max(1px, ${(100 * value) / highest}%)` : 0 }} />
                  {number(value)}
                </span>
              ),
            })),
          ]}
          summary={() => data && (
            <Table.Summary.Row>
              <Table.Summary.Cell index={0}>{t('statistics.total')}</Table.Summary.Cell>
              {counts.map((name, i) => (
                <Table.Summary.Cell key={name} index={i + 1} align="right"><strong>{number(data.total[name])}</strong></Table.Summary.Cell>
              ))}
            </Table.Summary.Row>
          )}
        />
      </div>
    </div>
  );
}
