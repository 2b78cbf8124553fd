/** The coverage page's question, which is all in the address, and its answer. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/client';
import { useKinds } from '../../api/queries';
import { useFilters } from '../../lib/filters';
import { today } from '../../lib/format';
import { coverage } from '../../map/palette';
import type { MapClass } from './AreaMap';
import { type Answer, classify, type CoverState, rules, type Rule, states } from './answer';

export const filterNames = [
  'kind', 'as_of', 'area', 'planned', 'rule', 'towns', 'metres', 'minutes', 'share', 'reach', 'state', 'sel', 'compare', 'iso',
] as const;

export function useCoverageFilters() {
  const { data: kinds } = useKinds();
  const { values, set, search } = useFilters(filterNames);
  const fallback = kinds?.groups.some((group) => group.code === 'township_burial') ? 'township_burial' : 'township_cemetery';
  const one = <T extends string>(value: string, allowed: readonly T[]) => allowed.find((known) => known === value);
  return {
    set, search,
    kind: values.kind || (kinds ? fallback : ''),
    asOf: /^\d{4}-\d\d-\d\d$/.test(values.as_of) ? values.as_of : today(),
    area: values.area,
    planned: values.planned === '1',
    /** Subdistricts are left out of the denominator. */
    towns: values.towns === '1',
    rule: one<Rule>(values.rule, rules),
    metres: values.metres, minutes: values.minutes, share: values.share, reach: values.reach,
    /** Areas of one state only. */
    state: one<CoverState>(values.state, states),
    selected: values.sel || undefined,
    compare: values.compare ? values.compare.split(',').filter((name): name is Rule => one<Rule>(name, rules) !== undefined) : [],
    isochrones: values.iso === '1',
  };
}

export type CoverageFilters = ReturnType<typeof useCoverageFilters>;

/** The question without its rule, as the service's routes take it. */
export function questionOf(filters: CoverageFilters, planned = filters.planned, villages = false) {
  return {
    kind: filters.kind, as_of: filters.asOf, area: filters.area,
    include: [planned ? 'planned' : '', villages ? 'villages' : ''].filter(Boolean).join(','),
    exclude: filters.towns ? 'subdistricts' : '',
    metres: filters.metres, minutes: filters.minutes, share: filters.share, reach: filters.reach,
  };
}

export function coverageOptions(filters: CoverageFilters, planned = filters.planned, villages = false, area = filters.area) {
  const query = { ...questionOf(filters, planned, villages), rule: filters.rule ?? '', area };
  return queryOptions({
    queryKey: ['coverage', query],
    queryFn: ({ signal }) => get<Answer>('/coverage', query, signal),
    placeholderData: keepPreviousData,
    enabled: filters.kind !== '',
  });
}

export function useCoverage(filters: CoverageFilters) {
  const { t } = useTranslation('cover');
  const answer = useQuery(coverageOptions(filters));
  const plain = useQuery({ ...coverageOptions(filters, false), enabled: filters.planned && filters.kind !== '' });
  const data = answer.data;
  const classOf = useMemo(() => {
    const now = filters.planned && plain.data ? new Set(plain.data.areas.filter((one) => one.covered).map((one) => one.code)) : undefined;
    return new Map((data?.areas ?? []).map((one) => [one.code, classify(one, now?.has(one.code) ?? true, data?.counts)]));
  }, [data, plain.data, filters.planned]);
  const classes = useMemo<MapClass[]>(
    () => [
      { key: 'many', label: t('class.many'), paint: { colour: coverage.many } },
      { key: 'covered', label: t('class.covered'), paint: { colour: coverage.covered } },
      { key: 'planned', label: t('class.planned'), paint: { pattern: 'pattern:planned' } },
      { key: 'strained', label: t('class.strained'), paint: { pattern: 'pattern:strained' } },
      { key: 'exempt', label: t('class.exempt'), paint: { pattern: 'pattern:exempt' } },
      { key: 'other', label: t('class.other'), paint: { colour: '#eceff1' } },
      { key: 'uncovered', label: t('class.uncovered'), paint: { pattern: 'pattern:uncovered' } },
    ],
    [t],
  );
  return { ...answer, data, classOf, classes };
}
