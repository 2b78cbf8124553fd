/** The approvals, the newest first, with what is due of each. */
import { useQuery } from '@tanstack/react-query';
import { Input, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { get } from '../../../api/client';
import { usePages } from '../../../api/lists';
import { useFilters } from '../../../lib/filters';
import { none } from '../../../lib/format';
import { Failed } from '../../../shell/States';
import { DutyText } from '../ledger/DutyText';
import { More } from '../../../parts/More';
import { NameFilters } from '../parts/NameFilters';
import { type Approval, approvalDues, type Clocks } from './filing';
import { Waiting } from './Waiting';

export function Approvals() {
  const { t } = useTranslation('filing');
  const { values, set } = useFilters(['area', 'q', 'due', 'clock'] as const);
  const { items, loading, error, retry, more, fetching } = usePages<Approval>('/gazetteer/approvals', { area: values.area, q: values.q, due: values.due });
  const clocks = useQuery({
    queryKey: ['list', '/gazetteer/clocks', values.area],
    queryFn: ({ signal }) => get<Clocks>('/gazetteer/clocks', { area: values.area }, signal),
  });
  return (
    <div className="stack">
      <NameFilters values={values} set={set} without={['class', 'q']}>
        <label>
          {t('filters.due')}
          <Select value={values.due || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('due', value)} options={approvalDues.map((value) => ({ value, label: t(`dues.${value}`) }))} />
        </label>
        <label>{t('filters.q')}<Input.Search defaultValue={values.q} allowClear maxLength={200} onSearch={(text) => set('q', text.trim())} /></label>
      </NameFilters>
      {clocks.data && <Waiting clocks={clocks.data} state={values.clock} onState={(state) => set('clock', state)} />}
      {clocks.error && <Failed error={clocks.error} retry={() => void clocks.refetch()} />}
      {error && <Failed error={error} retry={retry} />}
      <Table<Approval>
        rowKey="id" size="small" loading={loading} dataSource={items} pagination={false} scroll={items.length ? { x: 1080 } : undefined} locale={{ emptyText: <span className="muted">{t('noApprovals')}</span> }}
        columns={[
          { title: t('document'), width: 190, rowScope: 'row', render: (_, one) => <Link to={`/names/filing/approvals/${one.id}`}>{one.document}</Link> },
          { title: t('authority'), width: 180, dataIndex: 'authority' },
          { title: t('approvedOn'), width: 110, dataIndex: 'approved_on' },
          { title: t('names'), width: 130, render: (_, one) => <Counts counts={one.counts} /> },
          { title: t('receiver'), width: 180, render: (_, one) => one.filing.receiver || one.route.receiver || none },
          { title: t('filing'), width: 150, render: (_, one) => <DutyText duty={one.filing} done={one.filing.filed_on} note={one.filing.document} /> },
          { title: t('announcement'), width: 140, render: (_, one) => <DutyText duty={one.announcement} done={one.announcement.announced_on} afterFiling={one.authority_kind === 'other_department'} /> },
        ]}
      />
      <More more={more} fetching={fetching} />
    </div>
  );
}

function Counts({ counts }: { counts: Approval['counts'] }) {
  const { t } = useTranslation('filing');
  if (counts.names === 0) return <span className="muted">{t('notPublished')}</span>;
  return (
    <>
      {t('nameCount', { count: counts.names })}
      {counts.unannounced > 0 && <small className="block muted">{t('unannouncedCount', { count: counts.unannounced })}</small>}
    </>
  );
}
