/** Who read exact coordinates of lines, markers and inspections: one row for each request. */
import { Input, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePages } from '../../api/lists';
import { useAreaNames } from '../../api/queries';
import { useSession } from '../../api/session';
import { useFilters } from '../../lib/filters';
import { number, time } from '../../lib/format';
import { More } from '../../parts/More';
import { Wide } from '../../parts/Wide';
import { Empty, Failed } from '../../shell/States';

interface ExactRead {
  at: string;
  login: string;
  role: string;
  area_code: string;
  door: string;
  route: string;
  /** Path and query as they were asked for. */
  subject: string;
  layers: string[];
  records: number;
  request_id: string;
}

export function ExactReads() {
  const { t } = useTranslation('audit');
  const { t: tm } = useTranslation();
  const { prefecture } = useSession();
  const areaName = useAreaNames();
  const nameOf = (code: string) => (code === prefecture.code ? prefecture.name : areaName(code));
  const { values: query, set } = useFilters(['from', 'to', 'actor']);
  const { items, loading, error, retry, more, fetching } = usePages<ExactRead>('/audit/exact-reads', { ...query, limit: 100 });
  return (
    <>
      <p className="muted">{t('readsHint')}</p>
      <div className="filters">
        <label>{tm('audit.from')}<Input type="date" value={query.from} onChange={(event) => set('from', event.target.value)} /></label>
        <label>{tm('audit.to')}<Input type="date" value={query.to} onChange={(event) => set('to', event.target.value)} /></label>
        <label>{tm('audit.actor')}<Input.Search defaultValue={query.actor} allowClear onSearch={(value) => set('actor', value)} /></label>
      </div>
      {error ? <Failed error={error} retry={retry} /> : (
        <Wide label={t('reads')}>
          <Table<ExactRead>
            rowKey={(row) => [row.at, row.request_id, row.subject].join('/')} size="small" loading={loading} dataSource={items} pagination={false}
            locale={{ emptyText: <Empty>{t('noReads')}</Empty> }}
            columns={[
              { title: tm('audit.at'), dataIndex: 'at', render: time, width: 150 },
              { title: tm('audit.actor'), width: 190, rowScope: 'row', render: (_, row) => <>{row.login} <small className="muted">{tm(`role.${row.role as 'viewer'}`, { defaultValue: row.role })}{row.area_code && ` · ${nameOf(row.area_code)}`}</small></> },
              { title: t('layers'), width: 150, render: (_, row) => row.layers.map((layer) => t(`layerNames.${layer as 'lines'}`, { defaultValue: layer })).join('、') },
              { title: t('records'), dataIndex: 'records', width: 80, align: 'right', render: (count: number) => number(count) },
              { title: t('subject'), render: (_, row) => <><span className="hook-url">{row.subject || row.route}</span><br /><small className="muted">{[row.route, row.door].filter(Boolean).join(' · ')}</small></> },
            ]}
          />
        </Wide>
      )}
      <More more={more} fetching={fetching} />
    </>
  );
}
