/** Death rates and uptakes on record, with dates and sources; those of finer areas hold before those of coarser ones. */
import { Alert, Button, Table, type TableColumnsType } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import { useGet } from '../../../parts/useGet';
import { overFull, type Parameter } from './years';

const HistoryModal = lazy(async () => ({ default: (await import('../indicators/HistoryModal')).HistoryModal }));
const ParameterModal = lazy(async () => ({ default: (await import('./ParameterModal')).ParameterModal }));

export function Parameters({ inForce }: { inForce: Parameter[] }) {
  const { t } = useTranslation('years');
  const { account, may } = useSession();
  const { data } = useGet<{ items: Parameter[] }>('/facilities/burial-parameters');
  const [edited, setEdited] = useState<Parameter | 'new'>();
  const [past, setPast] = useState<Parameter>();
  const words = (one: Parameter) => ({ area: one.area_name, what: t(`what.${one.what}`) });
  const columns: TableColumnsType<Parameter> = [
    { title: t('area'), key: 'area', render: (_, one) => one.area_name || one.area_code },
    { title: t('whatTitle'), key: 'what', render: (_, one) => t(`what.${one.what}`) },
    { title: t('value'), key: 'value', align: 'right', render: (_, one) => one.value },
    { title: t('from'), dataIndex: 'from_on', key: 'from' },
    { title: t('to'), key: 'to', render: (_, one) => one.to_on ?? none },
    { title: t('source'), dataIndex: 'source', key: 'source' },
    {
      title: t('actions'), key: 'edit',
      render: (_, one) => (
        <span className="row-actions">
          {may.indicators && <Button size="small" onClick={() => setEdited(one)} aria-label={t('editOf', words(one))}>{t('edit')}</Button>}
          <Button size="small" onClick={() => setPast(one)} aria-label={t('historyOfParameter', words(one))}>{t('history')}</Button>
        </span>
      ),
    },
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
      {past && account && <Suspense><HistoryModal title={t('historyOfParameter', words(past))} path={`/facilities/burial-parameters/${past.id}/history`} named={parameterNames(t)} onClose={() => setPast(undefined)} /></Suspense>}
      {edited && <Suspense><ParameterModal parameter={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} /></Suspense>}
    </section>
  );
}

/** What the fields are called, for the history. */
function parameterNames(t: ReturnType<typeof useTranslation<'years'>>['t']) {
  return { area_code: t('area'), what: t('whatTitle'), value: t('value'), from_on: t('from'), to_on: t('to'), source: t('source'), note: t('note'), retired: t('withdraw') };
}
