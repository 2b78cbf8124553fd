/** A change set with its items, and writes that know its version. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, ProblemError, send } from '../../../api/client';
import type { Sending } from '../../../api/lists';
import type { Page } from '../../../api/types';
import { type ChangeSet, type Item, setPath } from './changes';

interface SetPage extends ChangeSet {
  /** The first hundred. */
  items: Item[];
  items_next: string | null;
}

const keyOf = (id: string) => ['record', 'change', id];

export function useSet(id: string) {
  return useQuery({ queryKey: keyOf(id), queryFn: ({ signal }) => get<SetPage>(setPath(id), undefined, signal) });
}

/** The items that came with the set, and page by page the rest. */
export function useItems(set: SetPage) {
  const rest = useInfiniteQuery({
    queryKey: ['record', 'change', set.id, 'items', set.items_next],
    queryFn: ({ pageParam, signal }) => get<Page<Item>>(`${setPath(set.id)}/items`, { after: pageParam, limit: 100 }, signal),
    initialPageParam: set.items_next ?? '',
    getNextPageParam: (last) => last.next ?? undefined,
    enabled: false,
  });
  const fetched = rest.data?.pages.flatMap((page) => page.items) ?? [];
  const isMore = rest.data ? rest.hasNextPage : set.items_next !== null;
  return {
    items: [...set.items, ...fetched],
    more: isMore ? () => void (rest.data ? rest.fetchNextPage() : rest.refetch()) : undefined,
    fetching: rest.isFetching,
  };
}

/**
 * Sends a write of a set or one of its items. It stays pending until everything
 * on the page is what the service has now, so that the next click knows the version.
 */
export function useSetSend(id: string) {
  const client = useQueryClient();
  const again = async () => {
    await client.invalidateQueries({ queryKey: keyOf(id) });
    const open = client.getQueryCache().findAll({ queryKey: [...keyOf(id), 'items'] }).filter((query) => query.state.data);
    await Promise.all(open.map((query) => query.fetch()));
    void client.invalidateQueries({ predicate: ({ queryKey }) => ['list', 'record'].includes(String(queryKey[0])) && queryKey[1] !== 'change' });
  };
  return useMutation({
    mutationFn: ({ method, path, ...options }: Sending) => send<ChangeSet>(method, path, options),
    onSuccess: again,
    onError: (error) => (error instanceof ProblemError && (error.status === 412 || error.status === 409) ? again() : undefined),
  });
}
