import { Input, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCounties, useKinds } from '../../api/queries';
import { useSession } from '../../api/session';
import type { CoverageFilters } from './useCoverage';

/** Kind (groups first), date, county and whether planned ones count. */
export function Filters({ filters, kinds: withKinds }: { filters: CoverageFilters; kinds: boolean }) {
  const { t, i18n } = useTranslation();
  const { prefecture } = useSession();
  const { data: kinds } = useKinds();
  const { data: counties } = useCounties(prefecture.code);
  const named = (one: { code: string; name: string; name_en: string }) => ({ value: one.code, label: i18n.language === 'en' ? one.name_en || one.name : one.name });
  return (
    <div className="filters">
      {withKinds && (
        <label className="wide">
          {t('coverage.kind')}
          <Select
            value={filters.kind || undefined} onChange={(value: string) => filters.set('kind', value)} listHeight={420}
            options={[
              { label: t('coverage.groups'), options: (kinds?.groups ?? []).map(named) },
              { label: t('coverage.kinds'), options: (kinds?.items ?? []).map(named) },
            ]}
          />
        </label>
      )}
      <label>
        {t('coverage.asOf')}
        <Input type="date" value={filters.asOf} required onChange={(event) => event.target.value && filters.set('as_of', event.target.value)} />
      </label>
      <label>
        {t('filter.county')}
        <Select
          value={filters.area || undefined} allowClear placeholder={prefecture.name || t('filter.all')} onChange={(value?: string) => filters.set('area', value)}
          options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))}
        />
      </label>
      {withKinds && (
        <label className="switch">
          <Switch checked={filters.planned} onChange={(on) => filters.set('planned', on ? '1' : '')} /> {t('coverage.planned')}
        </label>
      )}
    </div>
  );
}
