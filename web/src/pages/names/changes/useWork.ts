/** What waits for the reader: composed from the lists, since each of them is short. */
import { useQueries, type UseQueryOptions } from '@tanstack/react-query';
import { get, type Query } from '../../../api/client';
import { useSession } from '../../../api/session';
import type { May, Page } from '../../../api/types';
import { type ChangeSet, type Report, setsPath } from './changes';

/** Counts beyond this read as "100+". */
export const most = 100;

interface Clocks { counts: { overdue: number; soon: number; running: number } }

export type TaskKey = 'returned' | 'drafts' | 'review' | 'publish' | 'reports' | 'clocks';

export interface Task {
  key: TaskKey;
  /** Undefined while it is asked for. */
  count: number | undefined;
  more: boolean;
  /** Where the whole list is. */
  to: string;
  sets: ChangeSet[];
  reports: Report[];
  failed: boolean;
}

interface Source {
  key: TaskKey;
  may: (keyof May)[];
  path: string;
  query: Query;
  to: string;
}

export const sources: Source[] = [
  { key: 'returned', may: ['propose'], path: setsPath, query: { author: 'me', state: 'returned' }, to: '/names/changes?mine=1&state=returned' },
  { key: 'drafts', may: ['propose'], path: setsPath, query: { author: 'me', state: 'draft' }, to: '/names/changes?mine=1&state=draft' },
  { key: 'review', may: ['review'], path: setsPath, query: { reviewable: true }, to: '/names/changes?review=1' },
  { key: 'publish', may: ['review'], path: setsPath, query: { state: 'accepted' }, to: '/names/changes?state=accepted' },
  { key: 'reports', may: ['propose', 'review'], path: '/gazetteer/reports', query: { state: 'open', kind: 'error' }, to: '/names/changes?tab=reports' },
  { key: 'clocks', may: ['names'], path: '/gazetteer/clocks', query: {}, to: '/names/filing' },
];

/** What stands in an answer of a source, as a task. */
export function taskOf(source: Source, data: unknown, failed: boolean): Task {
  const base = { key: source.key, to: source.to, count: undefined, more: false, sets: [], reports: [], failed };
  if (!data) return base;
  if (source.key === 'clocks') {
    const { counts } = data as Clocks;
    return { ...base, count: counts.overdue + counts.soon };
  }
  const page = data as Page<ChangeSet | Report>;
  const more = page.next !== null;
  if (source.key === 'reports') return { ...base, count: page.items.length, more, reports: page.items as Report[] };
  const sets = page.items as ChangeSet[];
  // An accepted set waits for the reader only if he may do something about it.
  const mine = source.key === 'publish' ? sets.filter((one) => one.may.publish || one.may.approve || one.may.resolve) : sets;
  return { ...base, count: mine.length, more, sets: mine };
}

export function useWork(): { tasks: Task[] } {
  const { may } = useSession();
  const asked = sources.filter((one) => one.may.some((right) => may[right]));
  const results = useQueries({
    queries: asked.map((source): UseQueryOptions => ({
      queryKey: ['list', 'work', source.key],
      queryFn: ({ signal }) => get(source.path, { ...source.query, limit: source.key === 'clocks' ? undefined : most }, signal),
      refetchOnWindowFocus: true,
      retry: false,
    })),
  });
  return { tasks: asked.map((source, i) => taskOf(source, results[i]?.data, results[i]?.isError ?? false)) };
}
