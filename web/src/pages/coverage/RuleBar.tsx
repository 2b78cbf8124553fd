/** What is asked: kind, day, county, counting rule with its parameters, what counts. */
import { InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCounties, useKinds } from '../../api/queries';
import { useSession } from '../../api/session';
import { useGet } from '../../parts/useGet';
import { AsOf } from './AsOf';
import type { Answer, CountingRule, Parameters } from './answer';
import { most } from './rules/rules';
import type { CoverageFilters } from './useCoverage';

export function useRules() {
  return useGet<{ items: CountingRule[] }>('/coverage/rules').data?.items ?? [];
}

export function RuleBar({ filters, answer }: { filters: CoverageFilters; answer: Answer | undefined }) {
  const { t, i18n } = useTranslation('cover');
  const { t: common } = useTranslation();
  const { prefecture } = useSession();
  const { data: kinds } = useKinds();
  const { data: counties } = useCounties(prefecture.code);
  const all = useRules();
  const named = (one: { code: string; name: string; name_en: string }) => ({ value: one.code, label: i18n.language === 'en' ? one.name_en || one.name : one.name });
  const rule = filters.rule ?? answer?.rule;
  const { set } = filters;
  return (
    <div className="filters" role="search">
      <label className="wide">
        {common('coverage.kind')}
        <Select
          value={filters.kind || undefined} onChange={(value: string) => set('kind', value)} listHeight={420}
          options={[
            { label: common('coverage.groups'), options: (kinds?.groups ?? []).map(named) },
            { label: common('coverage.kinds'), options: (kinds?.items ?? []).map(named) },
          ]}
        />
      </label>
      <label className="wide">
        {t('rule')}
        <Select value={rule} onChange={(value: string) => set('rule', value)} options={all.map((one) => ({ value: one.rule, label: one.name }))} />
      </label>
      {rule && <Parameter filters={filters} stored={all.find((one) => one.rule === rule)?.parameters} />}
      <label>
        {common('filter.county')}
        <Select
          value={filters.area || undefined} allowClear placeholder={prefecture.name || common('filter.all')} onChange={(value?: string) => set('area', value)}
          options={(counties ?? []).map((one) => ({ value: one.code, label: one.name }))}
        />
      </label>
      <label className="switch">
        <Switch checked={filters.planned} onChange={(on) => set('planned', on ? '1' : '')} /> {common('coverage.planned')}
      </label>
      <label className="switch">
        <Switch checked={!filters.towns} onChange={(on) => set('towns', on ? '' : '1')} /> {t('subdistricts')}
      </label>
      <AsOf kind={filters.kind} day={filters.asOf} onDay={(day) => set('as_of', day)} />
    </div>
  );
}

/** Inputs for the parameters that the rule has; empty is the stored one. */
function Parameter({ filters, stored }: { filters: CoverageFilters; stored: Parameters | undefined }) {
  const { t } = useTranslation('cover');
  if (!stored) return null;
  const reach = filters.reach || stored.reach;
  const shown = (['metres', 'minutes', 'share'] as const).filter((name) => {
    if (stored[name] === undefined) return false;
    if (reach === undefined) return true;
    return reach !== 'area' && (name === 'share' || (name === 'metres') === (reach === 'distance'));
  });
  return (
    <>
      {stored.reach && (
        <label>
          {t('reach.label')}
          <Select value={reach} onChange={(value: string) => filters.set('reach', value)} options={(['area', 'distance', 'travel_time'] as const).map((one) => ({ value: one, label: t(`reach.${one}`) }))} />
        </label>
      )}
      {shown.map((name) => (
        <label key={name}>
          {t(`parameter.${name}`)}
          <InputNumber
            min={1} max={most[name]} precision={0} value={Number(filters[name]) || stored[name]} changeOnBlur style={{ width: 110 }}
            onChange={(value) => filters.set(name, value && value !== stored[name] ? String(value) : '')}
          />
        </label>
      ))}
    </>
  );
}
