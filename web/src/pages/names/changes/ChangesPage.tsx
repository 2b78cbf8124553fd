/** Change sets with filters in the address, and the reports that wait for an answer. */
import { PlusOutlined } from '@ant-design/icons';
import { Badge, Button, Select, Switch, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import '../../pages.css';
import { NameFilters } from '../parts/NameFilters';
import { states, streams } from './changes';
import './changes.css';
import { NewSetModal } from './NewSetModal';
import { ReportsList } from './ReportsList';
import { SetsTable } from './SetsTable';
import { useWork } from './useWork';

export function ChangesPage() {
  const { t } = useTranslation('changes');
  const { may } = useSession();
  const { values, set } = useFilters(['tab', 'area', 'state', 'stream', 'mine', 'review', 'entry', 'reports']);
  const [adding, setAdding] = useState(false);
  const { tasks } = useWork();
  const reports = tasks.find((one) => one.key === 'reports');
  const query = {
    area: values.area, state: values.state, stream: values.stream, entry: values.entry,
    author: values.mine ? 'me' : '', reviewable: values.review === '1',
  };
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        {may.propose && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('newSet')}</Button>}
      </header>
      <Tabs
        activeKey={values.tab || 'sets'} onChange={(key) => set('tab', key === 'sets' ? undefined : key)} destroyOnHidden
        items={[
          {
            key: 'sets', label: t('sets'),
            children: (
              <div className="stack">
                <NameFilters values={values} set={set} without={['class', 'q']}>
                  <label>
                    {t('state')}
                    <Select value={values.state || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('state', value)} options={states.map((value) => ({ value, label: t(`states.${value}`) }))} />
                  </label>
                  <label>
                    {t('stream')}
                    <Select value={values.stream || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => set('stream', value)} options={streams.map((value) => ({ value, label: t(`streams.${value}`) }))} />
                  </label>
                  {may.propose && <label className="switch"><Switch checked={values.mine === '1'} onChange={(on) => set('mine', on ? '1' : undefined)} />{t('mine')}</label>}
                  {may.review && <label className="switch"><Switch checked={values.review === '1'} onChange={(on) => set('review', on ? '1' : undefined)} />{t('toReview')}</label>}
                </NameFilters>
                <SetsTable query={query} />
              </div>
            ),
          },
          ...(may.report ? [{
            key: 'reports',
            label: <>{t('reports.title')}{reports?.count ? <Badge className="beside" count={reports.count} color="#b42318" /> : null}</>,
            children: <ReportsList state={values.reports || 'open'} area={values.area} onState={(value) => set('reports', value === 'open' ? undefined : value)} />,
          }] : []),
        ]}
      />
      {adding && <NewSetModal onClose={() => setAdding(false)} />}
    </div>
  );
}
