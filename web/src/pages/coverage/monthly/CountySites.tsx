/** 县级设施: what stands in no township, so that no clerk reports it; the county keeps the figures by the record. */
import { Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { number } from '../../../lib/format';
import { Precision } from '../../../parts/Precision';
import { leftOf } from './report';
import type { CountySite } from './sheet';

export function CountySites({ sites }: { sites: CountySite[] }) {
  const { t } = useTranslation('monthly');
  if (sites.length === 0) return null;
  const shown = (n: number | null) => (n === null ? <span className="muted">{t('noData')}</span> : number(n));
  const columns: TableColumnsType<CountySite> = [
    { title: t('sheet.county'), dataIndex: 'county' },
    { title: t('county.facility'), rowScope: 'row', render: (_, one) => <><Link to={`/coverage/facilities/${one.facility_id}`}>{one.name}</Link> <Precision precision={one.precision} /></> },
    { title: t('county.kind'), dataIndex: 'kind_name' },
    { title: t('county.measure'), render: (_, one) => t(`county.of.${one.measure}`) },
    { title: t('county.total'), align: 'right', render: (_, one) => shown(one.total) },
    { title: t('county.used'), align: 'right', render: (_, one) => shown(one.used) },
    { title: t('county.left'), align: 'right', render: (_, one) => { const left = leftOf(one); return shown(left === null ? null : Math.max(left, 0)); } },
    { title: t('county.on'), render: (_, one) => one.figures_on ?? t('county.undated') },
  ];
  return (
    <section className="card">
      <h2>{t('county.title')}</h2>
      <p className="muted">{t('county.hint')}</p>
      <Table<CountySite> rowKey={(one) => one.facility_id + one.measure} size="small" columns={columns} dataSource={sites} pagination={{ pageSize: 20, hideOnSinglePage: true }} scroll={{ x: 'max-content' }} />
    </section>
  );
}
