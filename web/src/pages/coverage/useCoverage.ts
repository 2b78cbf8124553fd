/** The coverage page's question, its answer, and what each area is called on the map. */
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { get } from '../../api/client';
import { useKinds } from '../../api/queries';
import type { Coverage, CoverageArea } from '../../api/types';
import { useFilters } from '../../lib/filters';
import { today } from '../../lib/format';
import { coverage } from '../../map/palette';
import type { MapClass } from './AreaMap';

export const filterNames = ['kind', 'as_of', 'area', 'planned'] as const;

export function useCoverageFilters() {
  const { data: kinds } = useKinds();
  const { values, set, search } = useFilters(filterNames);
  const fallback = kinds?.groups.some((group) => group.code === 'township_burial') ? 'township_burial' : 'township_cemetery';
  return {
    set, search,
    kind: values.kind || (kinds ? fallback : ''),
    asOf: /^\d{4}-\d\d-\d\d$/.test(values.as_of) ? values.as_of : today(),
    area: values.area,
    planned: values.planned === '1',
  };
}

export type CoverageFilters = ReturnType<typeof useCoverageFilters>;

function coverageOptions({ kind, asOf, area }: CoverageFilters, planned: boolean) {
  return queryOptions({
    queryKey: ['coverage', kind, asOf, area, planned],
    queryFn: ({ signal }) => get<Coverage>('/coverage', { kind, as_of: asOf, area, include: planned ? 'planned' : '' }, signal),
    placeholderData: keepPreviousData,
  });
}

/** What a covered area is on the map. */
export type CoverageClass = 'many' | 'covered' | 'planned' | 'strained' | 'uncovered';

export function classify(area: CoverageArea, coveredToday: boolean): CoverageClass {
  if (!area.covered) return 'uncovered';
  if (area.state === 'no_capacity') return 'strained';
  if (!coveredToday) return 'planned';
  return area.count > 1 ? 'many' : 'covered';
}

export function useCoverage(filters: CoverageFilters) {
  const { t } = useTranslation();
  const answer = useQuery({ ...coverageOptions(filters, filters.planned), enabled: filters.kind !== '' });
  const plain = useQuery({ ...coverageOptions(filters, false), enabled: filters.planned && filters.kind !== '' });
  const data = answer.data;
  const classOf = useMemo(() => {
    const today = filters.planned && plain.data ? new Set(plain.data.areas.filter((one) => one.covered).map((one) => one.code)) : undefined;
    return new Map((data?.areas ?? []).map((one) => [one.code, classify(one, today?.has(one.code) ?? true)]));
  }, [data, plain.data, filters.planned]);
  const classes = useMemo<MapClass[]>(
    () => [
      { key: 'many', label: t('coverage.class.many'), paint: { colour: coverage.many } },
      { key: 'covered', label: t('coverage.class.covered'), paint: { colour: coverage.covered } },
      { key: 'planned', label: t('coverage.class.planned'), paint: { pattern: 'pattern:planned' } },
      { key: 'strained', label: t('coverage.class.strained'), paint: { pattern: 'pattern:strained' } },
      { key: 'uncovered', label: t('coverage.class.uncovered'), paint: { pattern: 'pattern:uncovered' } },
    ],
    [t],
  );
  return { ...answer, data, classOf, classes };
}
