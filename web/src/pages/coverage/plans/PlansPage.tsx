/** Plan documents with tables of projects, the latest first. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { usePages } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { none } from '../../../lib/format';
import { More } from '../../../parts/More';
import { Wide } from '../../../parts/Wide';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import { PlanModal } from './PlanModal';
import type { Plan } from './plans';

export function PlansPage() {
  const { t } = useTranslation('facilityplans');
  const { may } = useSession();
  const navigate = useNavigate();
  const list = usePages<Plan>('/facilities/plans', {});
  const [adding, setAdding] = useState(false);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('title')}</h1>
        {may.facility_plan && <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t('add')}</Button>}
      </header>
      {list.error && <Failed error={list.error} retry={list.retry} />}
      <Wide label={t('title')}>
        <Table<Plan>
          rowKey="id" size="small" loading={list.loading} dataSource={list.items} pagination={false} locale={{ emptyText: <span className="muted">{t('none')}</span> }}
          columns={[
            { title: t('fields.title'), rowScope: 'row', render: (_, one) => <Link to={`/coverage/plans/${one.id}`}>{one.title}</Link> },
            { title: t('fields.number'), render: (_, one) => one.number || none },
            { title: t('fields.area_code'), dataIndex: 'area_name' },
            { title: t('years'), render: (_, one) => `${one.year_from}–${one.year_to}` },
            { title: t('projects'), dataIndex: 'projects', align: 'right' },
          ]}
        />
      </Wide>
      <More more={list.more} fetching={list.fetching} />
      {adding && <PlanModal plan={undefined} onClose={() => setAdding(false)} onDone={(plan) => void navigate(`/coverage/plans/${plan.id}`)} />}
    </div>
  );
}
