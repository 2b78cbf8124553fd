/** Burial zones as a table and on the map, and the greening targets of the areas. */
import { PlusOutlined } from '@ant-design/icons';
import { Button, Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePages, useSend } from '../../../api/lists';
import { useSession } from '../../../api/session';
import { useFilters } from '../../../lib/filters';
import { none } from '../../../lib/format';
import { zoneKinds } from '../../../map/zones';
import { More } from '../../../parts/More';
import { Wide } from '../../../parts/Wide';
import { Ask } from '../../../shell/Ask';
import { Failed } from '../../../shell/States';
import '../../pages.css';
import '../facility/facility.css';
import { GreeningTargets } from './GreeningTargets';
import './zones.css';
import { ZoneMap } from './ZoneMap';
import type { Zone } from './zones';

const nothing = () => undefined;

export function ZonesPage() {
  const { t } = useTranslation('facilitylife');
  const { t: tm } = useTranslation();
  const { may, account } = useSession();
  const { values, set } = useFilters(['kind']);
  const list = usePages<Zone>('/facilities/zones', values);
  const retire = useSend();
  const failed = list.error ?? retire.error;
  const mine = (zone: Zone) => may.facility_plan && account !== null && zone.area_code.startsWith(account.area_code);
  return (
    <div className="page wide-page">
      <header className="page-head">
        <h1>{t('zones.title')}</h1>
        {may.facility_plan && <Link to="/coverage/zones/new"><Button type="primary" icon={<PlusOutlined />}>{t('zones.add')}</Button></Link>}
      </header>
      <div className="filters" role="search">
        <label>
          {t('zones.kind')}
          <Select
            value={values.kind || undefined} allowClear placeholder={t('zones.all')} onChange={(kind?: string) => set('kind', kind)}
            options={zoneKinds.map((value) => ({ value, label: tm(`zone.${value}`) }))}
          />
        </label>
      </div>
      {failed && <Failed error={failed} retry={list.retry} />}
      <Wide label={t('zones.title')}>
        <Table<Zone>
          rowKey="id" size="small" loading={list.loading} dataSource={list.items} pagination={false} locale={{ emptyText: <span className="muted">{t('zones.none')}</span> }}
          columns={[
            { title: t('zones.name'), rowScope: 'row', render: (_, one) => <Link to={`/coverage/zones/${one.id}`}>{one.name}</Link> },
            { title: t('zones.kind'), render: (_, one) => tm(`zone.${one.kind}`) },
            { title: t('zones.area'), dataIndex: 'area_name' },
            { title: t('zones.extent'), render: (_, one) => one.areas.map((area) => area.name).join('、') || t('zones.polygon') },
            { title: t('zones.from_on'), dataIndex: 'from_on' },
            { title: t('zones.to_on'), render: (_, one) => one.to_on ?? none },
            { title: t('zones.document'), render: (_, one) => one.document || none },
            ...(may.facility_plan ? [{
              title: t('action'), render: (_: unknown, one: Zone) => mine(one) && (
                <span className="row-actions tight">
                  <Ask title={t('zones.withdrawAsk', { name: one.name })} okText={t('zones.withdraw')} cancelText={t('cancel')}
                    onConfirm={() => retire.mutate({ method: 'DELETE', path: `/facilities/zones/${one.id}`, ifMatch: one.version })}>
                    <Button size="small" aria-label={`${t('zones.withdraw')} ${one.name}`}>{t('zones.withdraw')}</Button>
                  </Ask>
                </span>
              ),
            }] : []),
          ]}
        />
      </Wide>
      <More more={list.more} fetching={list.fetching} />
      <section aria-label={t('zones.mapLabel')}>
        <ZoneMap label={t('zones.mapLabel')} onMap={nothing} />
        <p className="muted">{t('zones.onMap')}</p>
      </section>
      <GreeningTargets />
    </div>
  );
}
