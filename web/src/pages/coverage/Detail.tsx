/** The chosen area: what it counts by, and its villages with the facility that each would go to. */
import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Switch, Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../api/session';
import { number } from '../../lib/format';
import { Precision } from '../../parts/Precision';
import { Wide } from '../../parts/Wide';
import type { Answer, CoveredArea, CoveredVillage } from './answer';
import { NearestCell, useKilometres } from './CoverageTable';
import { type CoverageFilters, coverageOptions } from './useCoverage';

/** The answer about the chosen area alone, with its villages. */
export function useDetail(filters: CoverageFilters) {
  const code = filters.selected ?? '';
  return useQuery({ ...coverageOptions(filters, filters.planned, true, code), enabled: code !== '' && filters.kind !== '', placeholderData: undefined });
}

interface Props {
  area: CoveredArea;
  detail: Answer | undefined;
  filters: CoverageFilters;
}

export function Detail({ area, detail, filters }: Props) {
  const { t } = useTranslation('cover');
  const { account } = useSession();
  const km = useKilometres();
  const exempt = detail?.exemptions ?? [];
  const reported = detail?.reported.find((one) => one.area_code === area.code);
  return (
    <section className="area-detail" aria-label={t('detail', { name: area.name })}>
      <header>
        <h2>{area.name}</h2>
        <span className={`cover-state ${area.state}`}>{t(`state.${area.state}`)}</span>
        <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('closeDetail')} onClick={() => filters.set('sel', '')} />
      </header>
      {area.nearest && (
        <p>
          {t('nearestIs', { name: area.nearest.name, km: km(area.nearest, 3) })} <Precision precision={area.nearest.precision} />
          {area.eligible && area.eligible.id !== area.nearest.id && <> {t('eligibleIs', { name: area.eligible.name, km: km(area.eligible, 3) })} <Precision precision={area.eligible.precision} /></>}
          {!area.eligible && ` ${t('noneEligible')}`}
        </p>
      )}
      {exempt.map((one) => <p key={one.id}><span className="way exempt">{t('basis.exempt')}</span> {one.document} {one.authority} {t('since', { day: one.from_on })}</p>)}
      {reported && <p>{t('reported')}: {reported.percent === null ? '' : `${reported.percent}%`} <span className="muted">{reported.as_of} {reported.document}</span></p>}
      {account && <p>
        <label className="switch"><Switch size="small" checked={filters.isochrones} onChange={(on) => filters.set('iso', on ? '1' : '')} /> {t('isochrones')}</label>
      </p>}
      {detail && detail.villages.length > 0 && <Villages villages={detail.villages} />}
    </section>
  );
}

function Villages({ villages }: { villages: CoveredVillage[] }) {
  const { t } = useTranslation('cover');
  const roads = villages.some((one) => one.off_road_m !== null);
  return (
    <Wide label={t('villages')}>
      <Table<CoveredVillage>
        rowKey="code" size="small" pagination={false} dataSource={villages} showSorterTooltip={false} scroll={{ y: 260 }}
        columns={[
          { title: t('unit.village'), dataIndex: 'name', rowScope: 'row', sorter: (a, b) => a.name.localeCompare(b.name, 'zh') },
          { title: t('people'), align: 'right', render: (_, one) => (one.people === null ? <span className="muted">{t('noData')}</span> : number(one.people)), sorter: (a, b) => (a.people ?? -1) - (b.people ?? -1) },
          { title: t('stateTitle'), render: (_, one) => <span className={`cover-state ${one.state}`}>{t(`state.${one.state}`)}</span> },
          { title: t('nearest'), render: (_, one) => <NearestCell nearest={one.nearest} eligible={one.eligible} />, sorter: (a, b) => (a.nearest_km ?? Infinity) - (b.nearest_km ?? Infinity) },
          ...(roads ? [{ title: t('offRoad'), align: 'right' as const, render: (_: unknown, one: CoveredVillage) => <>{number(one.off_road_m, 0)} m{one.far_off && <small className="far-off"> {t('farOff')}</small>}</> }] : []),
        ]}
      />
    </Wide>
  );
}
