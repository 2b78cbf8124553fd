/** The round of joint inspection (联合检查) that is under way. */
import { useQuery } from '@tanstack/react-query';
import { get } from './client';
import { useSession } from './session';

export interface RoundHead {
  number: number;
  title: string;
  state: 'planned' | 'open' | 'closed' | 'archived';
}

/** Undefined while it is not known, null when none is open. */
export function useOpenRound() {
  return useQuery({
    queryKey: ['list', '/boundaries/rounds', 'open'],
    queryFn: ({ signal }) => get<{ items: RoundHead[] }>('/boundaries/rounds', undefined, signal),
    select: ({ items }) => items.find((one) => one.state === 'open') ?? null,
    enabled: useSession().account !== null,
    staleTime: 5 * 60_000,
  });
}
