/** Death rates and uptakes on record, with dates and sources; those of finer areas hold before those of coarser ones. */
import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import { useGet } from '../../../parts/useGet';
import { overFull, type Parameter } from './years';

const ParameterModal = lazy(async () => ({ default: (await import('./ParameterModal')).ParameterModal }));

export function Parameters({ inForce }: { inForce: Parameter[] }) {
  const { t } = useTranslation('years');
  const { may } = useSession();
  const { data } = useGet<{ items: Parameter[] }>('/facilities/burial-parameters');
  const [edited, setEdited] = useState<Parameter | 'new'>();
  const columns: TableColumnsType<Parameter> = [
    { title: t('area'), key: 'area', render: (_, one) => one.area_name || one.area_code },
    { title: t('whatTitle'), key: 'what', render: (_, one) => t(`what.${one.what}`) },
    { title: t('value'), key: 'value', align: 'right', render: (_, one) => one.value },
    { title: t('from'), dataIndex: 'from_on', key: 'from' },
    { title: t('to'), key: 'to', render: (_, one) => one.to_on ?? none },
    { title: t('source'), dataIndex: 'source', key: 'source' },
    ...(may.indicators
      ? [{ title: t('actions'), key: 'edit', render: (_: unknown, one: Parameter) => <Button size="small" onClick={() => setEdited(one)} aria-label={t('editOf', { area: one.area_name, what: t(`what.${one.what}`) })}>{t('edit')}</Button> }]
      : []),
  ];
  return (
    <section className="card">
      <header className="page-head">
        <h2>{t('parameters')}</h2>
        {may.indicators && <Button type="primary" onClick={() => setEdited('new')}>{t('addParameter')}</Button>}
      </header>
      {overFull(inForce).map((one) => <Alert key={one.area} type="warning" showIcon title={t('over', one)} />)}
      <Wide label={t('parameters')}>
        <Table size="small" rowKey="id" columns={columns} dataSource={data?.items ?? []} pagination={{ pageSize: 20, hideOnSinglePage: true }} />
      </Wide>
      {edited && <Suspense><ParameterModal parameter={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} /></Suspense>}
    </section>
  );
}
