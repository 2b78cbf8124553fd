/** Kinds of facility and groups of kinds, as the bureau has set them. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useKinds } from '../../../api/queries';
import { useSession } from '../../../api/session';
import type { FacilityKind, FacilityKinds } from '../../../api/types';
import { useNamed } from '../../../forms/named';
import { useFilters } from '../../../lib/filters';
import { none } from '../../../lib/format';
import { facilityIcon } from '../../../map/symbols';
import { Wide } from '../../../parts/Wide';
import { Failed, Loading } from '../../../shell/States';
import '../../pages.css';
import { GroupsTab } from './GroupsTab';
import './kinds.css';

export function KindsPage() {
  const { t } = useTranslation('kinds');
  const { data, error, refetch } = useKinds();
  const { values, set } = useFilters(['tab']);
  const tab = values.tab === 'groups' ? 'groups' : 'kinds';
  return (
    <div className="page wide-page">
      <h1>{t('heading')}</h1>
      <p className="muted">{t('intro')}</p>
      <div className="list-choice">
        <Segmented aria-label={t('heading')} value={tab} onChange={(key) => set('tab', key === 'kinds' ? '' : key)} options={(['kinds', 'groups'] as const).map((key) => ({ value: key, label: t(`tabs.${key}`) }))} />
      </div>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (tab === 'kinds' ? <KindsTable all={data} /> : <GroupsTab all={data} />)}
    </div>
  );
}

function KindsTable({ all }: { all: FacilityKinds }) {
  const { t } = useTranslation('kinds');
  const { t: general } = useTranslation();
  const { may } = useSession();
  const named = useNamed();
  const navigate = useNavigate();
  const groupsOf = (kind: FacilityKind) => all.groups.filter((one) => one.kinds.includes(kind.code)).map(named).join('、');
  return (
    <>
      {may.facility_kinds && <div className="row-actions"><Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/coverage/kinds/new')}>{t('add')}</Button></div>}
      <Wide label={t('tabs.kinds')}>
        <Table<FacilityKind>
          className="kind-table" rowKey="code" size="small" dataSource={all.items} pagination={false} rowClassName={(one) => (one.retired ? 'past-row' : '')}
          columns={[
            {
              title: t('name'), rowScope: 'row',
              render: (_, one) => <span className="kind-name"><img src={facilityIcon(one, 'in_use')} width={24} height={24} alt="" /><Link to={`/coverage/kinds/${one.code}`}>{named(one)}</Link></span>,
            },
            { title: t('code'), render: (_, one) => <code>{one.code}</code> },
            { title: t('unit'), render: (_, one) => general(`unit.${one.unit}`) },
            { title: t('capacity_kind'), render: (_, one) => t(`capacity.${one.capacity_kind}`) },
            { title: t('fields'), render: (_, one) => one.fields.map(named).join('、') || none },
            { title: t('stages'), render: (_, one) => one.stages.map(named).join(' → ') || none },
            { title: t('groups'), render: (_, one) => groupsOf(one) || none },
            { title: t('state'), width: 90, render: (_, one) => <Tag color={one.retired ? 'default' : 'green'}>{t(one.retired ? 'retired' : 'active')}</Tag> },
            { title: t('action'), width: 110, render: (_, one) => <Link to={`/coverage/facilities?kind=${one.code}`}>{t('all')}</Link> },
          ]}
        />
      </Wide>
    </>
  );
}
