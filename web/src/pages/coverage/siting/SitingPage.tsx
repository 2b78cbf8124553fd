/** Siting: runs that look for sites, and the rules that they keep. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { none, time } from '../../../lib/format';
import { More } from '../../../parts/More';
import { Wide } from '../../../parts/Wide';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { RulesTab } from './RulesTab';
import { type Run, runsPath } from './siting';
import './siting.css';
import { StateTag } from './StateTag';

export function SitingPage() {
  const { t } = useTranslation('siting');
  const { values, set } = useFilters(['tab']);
  const tab = values.tab === 'rules' ? 'rules' : 'runs';
  return (
    <div className="page wide-page">
      <header className="page-head"><h1>{t('title')}</h1></header>
      <div className="list-choice">
        <Segmented aria-label={t('title')} value={tab} onChange={(key) => set('tab', key === 'runs' ? '' : key)} options={(['runs', 'rules'] as const).map((value) => ({ value, label: t(`tabs.${value}`) }))} />
      </div>
      {tab === 'runs' ? <RunsTab /> : <RulesTab />}
    </div>
  );
}

function RunsTab() {
  const { t } = useTranslation('siting');
  const { may } = useSession();
  const navigate = useNavigate();
  const { items, loading, error, retry, more, fetching } = usePages<Run>(runsPath, { limit: 50 });
  if (error) return <Failed error={error} retry={retry} />;
  if (loading) return <Loading />;
  return (
    <>
      {may.siting && <div className="row-actions"><Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/coverage/siting/new')}>{t('newRun')}</Button></div>}
      {items.length === 0 && <Empty>{t('noRuns')}</Empty>}
      {items.length > 0 && (
        <Wide label={t('tabs.runs')}>
          <Table<Run>
            rowKey="id" size="small" dataSource={items} pagination={false}
            columns={[
              { title: t('run'), rowScope: 'row', render: (_, one) => <Link to={`/coverage/siting/${one.id}`}>#{one.number} {one.name || one.kind_name}</Link> },
              { title: t('state'), render: (_, one) => <StateTag state={one.state} /> },
              { title: t('method'), render: (_, one) => t(`methods.${one.method}`) },
              { title: t('area_'), dataIndex: 'area_name' },
              { title: t('asOf'), dataIndex: 'as_of' },
              { title: t('sites'), align: 'right', render: (_, one) => one.summary?.sites ?? none },
              { title: t('covered'), align: 'right', render: (_, one) => (one.summary ? `${one.summary.areas_before} → ${one.summary.areas_after} / ${one.summary.areas_of}` : none) },
              { title: t('quality'), render: (_, one) => one.summary && <Tag color={one.summary.proven ? 'green' : 'default'}>{t(one.summary.proven ? 'proven' : 'unproven')}</Tag> },
              { title: t('askedAt'), render: (_, one) => time(one.asked_at) },
            ]}
          />
        </Wide>
      )}
      <More more={more} fetching={fetching} />
    </>
  );
}
