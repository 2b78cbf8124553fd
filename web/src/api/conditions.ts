/** What inspections may find: the codes, and how they read in the present language. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from './client';
import { useSession } from './session';
import type { Condition } from './types';

const conditionsOptions = queryOptions({
  queryKey: ['conditions'],
  queryFn: ({ signal }) => get<{ items: Condition[] }>('/boundaries/conditions', undefined, signal),
  select: (list) => list.items,
  staleTime: 10 * 60_000,
});

/** For accounts only. */
export function useConditions() {
  return useQuery({ ...conditionsOptions, enabled: useSession().account !== null });
}

/** Words a code; without the list (a reader without an account) those that were always there, or the code. */
export function useConditionWords(): (code: string) => string {
  const { t, i18n } = useTranslation();
  const { data } = useConditions();
  return (code) => {
    const known = data?.find((one) => one.code === code);
    if (known) return i18n.language === 'en' ? known.en : known.zh;
    return t(`condition.${code}` as 'condition.intact', { defaultValue: code });
  };
}
