/** Scenarios: choose several and see them side by side. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { time } from '../../../lib/format';
import { Wide } from '../../../parts/Wide';
import { Empty, Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { type Scenario, scenariosPath } from '../siting/siting';
import '../siting/siting.css';

export function ScenariosPage() {
  const { t } = useTranslation('siting');
  const { may } = useSession();
  const navigate = useNavigate();
  const { items, loading, error, retry } = usePages<Scenario>(scenariosPath, {});
  const [chosen, setChosen] = useState<string[]>([]);
  const kind = items.find((one) => one.id === chosen[0])?.kind;
  const toggle = (id: string) => setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id]));
  return (
    <div className="page wide-page">
      <header className="page-head"><h1>{t('scenarios')}</h1></header>
      <p className="muted">{t('scenariosIntro')}</p>
      {may.siting && <div className="row-actions"><Button icon={<PlusOutlined />} onClick={() => void navigate('/coverage/scenarios/new')}>{t('drawScenario')}</Button></div>}
      {error && <Failed error={error} retry={retry} />}
      {loading && <Loading />}
      {!loading && items.length === 0 && <Empty>{t('noScenarios')}</Empty>}
      {items.length > 0 && (
        <>
          <div className="row-actions">
            <Button type="primary" disabled={chosen.length === 0} onClick={() => void navigate(`/coverage/scenarios/${chosen[0]}${chosen.length > 1 ? `?with=${chosen.slice(1).join(',')}` : ''}`)}>{t('compare', { count: chosen.length })}</Button>
          </div>
          <Wide label={t('scenarios')}>
            <Table<Scenario>
              rowKey="id" size="small" dataSource={items} pagination={false}
              columns={[
                { title: t('choose'), width: 60, render: (_, one) => <Checkbox aria-label={t('chooseOne', { name: one.name })} checked={chosen.includes(one.id)} disabled={(kind !== undefined && one.kind !== kind) || (!chosen.includes(one.id) && chosen.length >= 6)} onChange={() => toggle(one.id)} /> },
                { title: t('name'), rowScope: 'row', render: (_, one) => <Link to={`/coverage/scenarios/${one.id}`}>{one.name}</Link> },
                { title: t('kind'), dataIndex: 'kind_name' },
                { title: t('area_'), dataIndex: 'area_name' },
                { title: t('sites'), align: 'right', render: (_, one) => one.sites.length },
                { title: t('run'), render: (_, one) => (one.run_id ? <Link to={`/coverage/siting/${one.run_id}`}>#{one.run_number}</Link> : t('byHand')) },
                { title: t('updatedAt'), render: (_, one) => time(one.updated_at) },
              ]}
            />
          </Wide>
        </>
      )}
    </div>
  );
}
