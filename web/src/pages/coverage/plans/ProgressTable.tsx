/** How far a plan has come: by year and county, in figures and as bars that need no colour. */
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { percent } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import { type Progress, states, type Tally, type YearTally } from './plans';

export function ProgressTable({ progress }: { progress: Progress }) {
  const { t } = useTranslation('facilityplans');
  const rows = [
    ...progress.years.flatMap((year) => [...progress.cells.filter((one) => one.year === year.year), { ...year, county: t('subtotal') }]),
    ...progress.counties, ...(progress.projects.length ? [{ ...progress.total, year: 0, county_code: '', county: t('sum') }] : []),
  ];
  return (
    <Wide label={t('progress')}>
      <Table<YearTally>
        rowKey={(one) => `${one.year} ${one.county_code}`} size="small" dataSource={rows} pagination={false} locale={{ emptyText: <span className="muted">{t('noProjects')}</span> }}
        rowClassName={(one) => (one.county_code ? '' : 'sum-row')}
        columns={[
          { title: t('fields.year'), width: 96, render: (_, one) => one.year || t('allYears') },
          { title: t('county'), dataIndex: 'county', rowScope: 'row' },
          { title: t('projects'), dataIndex: 'total', align: 'right' },
          ...states.map((state) => ({ title: t(`states.${state}`), dataIndex: state, align: 'right' as const })),
          { title: t('lateOnes'), dataIndex: 'late', align: 'right' },
          { title: t('percent'), align: 'right', render: (_, one) => percent(one.percent) },
          { title: t('bar'), render: (_, one) => <Bar tally={one} /> },
        ]}
      />
    </Wide>
  );
}

export function Bar({ tally }: { tally: Tally }) {
  const { t } = useTranslation('facilityplans');
  const label = states.filter((state) => tally[state] > 0).map((state) => `${t(`states.${state}`)} ${tally[state]}`).join('，');
  return (
    <span className="plan-bar" role="img" aria-label={label}>
      {states.map((state) => tally[state] > 0 && <span key={state} className={`plan-bar-${state}`} style={{ flexGrow: tally[state] }} />)}
    </span>
  );
}
