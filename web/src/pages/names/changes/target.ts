/** Where a proposal goes: into an open set of one's own, or into a new one. */
import { useQuery } from '@tanstack/react-query';
import { get, send } from '../../../api/client';
import type { Page } from '../../../api/types';
import { uuid } from '../../../lib/uuid';
import { type ChangeSet, type NewItem, setPath, setsPath, type Stream } from './changes';

export interface Target {
  /** Id of an open set; absent or "new" for a new one. */
  set?: string;
  stream?: Stream;
  title?: string;
  set_reason?: string;
}

/** The sets that take more items: drafts and returned ones of the reader. */
export function useOpenSets() {
  return useQuery({
    queryKey: ['list', 'open-sets'],
    queryFn: async ({ signal }) => {
      const pages = await Promise.all(['draft', 'returned'].map((state) => get<Page<ChangeSet>>(setsPath, { author: 'me', state, limit: 100 }, signal)));
      return pages.flatMap((page) => page.items);
    },
  });
}

/** Puts an item into the set, which is made when it is new; gives the set. */
export async function propose(target: Target, item: NewItem): Promise<ChangeSet> {
  if (target.set && target.set !== 'new') {
    return (await send<ChangeSet>('POST', `${setPath(target.set)}/items`, { body: { items: [item] } })).data;
  }
  const body = { id: uuid(), stream: target.stream ?? 'correction', title: target.title ?? '', reason: target.set_reason ?? '', items: [item] };
  return (await send<ChangeSet>('POST', setsPath, { body })).data;
}
