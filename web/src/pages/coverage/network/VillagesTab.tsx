/** Villages that are flagged: far off the road, off the network, without a position. None is dropped anywhere. */
import { Select, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAreaNames, useCounties } from '../../../api/queries';
import { useSession } from '../../../api/session';
import { number } from '../../../lib/format';
import type { Network, RoadVillage } from './network';

interface Props {
  network: Network;
  area: string;
  onArea: (area: string) => void;
}

export function VillagesTab({ network, area, onArea }: Props) {
  const { t } = useTranslation('network');
  const { prefecture } = useSession();
  const { data: counties } = useCounties(prefecture.code);
  const { villages, settings } = network;
  return (
    <div className="stack">
      <div className="filters">
        <label>
          {t('county')}
          <Select
            value={area || undefined} allowClear placeholder={t('all')} onChange={(value?: string) => onArea(value ?? '')}
            options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))}
          />
        </label>
      </div>
      <List id="beyond" heading={t('beyond')} hint={t('beyondHint', { metres: number(settings.off_road_limit_m) })} none={t('noneBeyond')} villages={villages.beyond} />
      <List id="unreachable" heading={t('unreachable')} hint={t('unreachableHint')} none={t('noneUnreachable')} villages={villages.unreachable} parts />
      {villages.unplaced.length > 0 && <List id="unplaced" heading={t('unplaced')} hint={t('unplacedHint')} none="" villages={villages.unplaced} />}
    </div>
  );
}

interface ListProps {
  id: string;
  heading: string;
  hint: string;
  none: string;
  villages: RoadVillage[];
  parts?: boolean;
}

function List({ id, heading, hint, none, villages, parts }: ListProps) {
  const { t } = useTranslation('network');
  const nameOf = useAreaNames();
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{heading} <small className="muted">{number(villages.length)}</small></h2>
      {villages.length === 0 ? <p className="all-reached">{none}</p> : (
        <>
          <p className="muted">{hint}</p>
          <Table<RoadVillage>
            rowKey="code" size="small" dataSource={villages} scroll={{ x: 560 }} showSorterTooltip={false}
            pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
            columns={[
              { title: t('village'), rowScope: 'row', render: (_, one) => one.name },
              { title: t('township'), render: (_, one) => nameOf(one.code.slice(0, 9)), sorter: (a, b) => a.code.localeCompare(b.code) },
              { title: t('offRoad'), align: 'right', render: (_, one) => number(one.off_road_m === null ? null : Math.round(one.off_road_m)), sorter: (a, b) => (a.off_road_m ?? Infinity) - (b.off_road_m ?? Infinity) },
              { title: t('walk'), align: 'right', render: (_, one) => number(one.walk_minutes === null ? null : Math.round(one.walk_minutes)) },
              ...(parts ? [{ title: t('part'), render: (_: unknown, one: RoadVillage) => (one.part === null ? t('noRoad') : t('partNo', { part: one.part })) }] : []),
            ]}
          />
        </>
      )}
    </section>
  );
}
