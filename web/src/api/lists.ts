/** Lists that come page by page, and writes that make them stale. */
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type Answer, get, type Options, type Query, send } from './client';
import type { Page } from './types';

/** Reads a list with cursors; `more` fetches the page after the ones that are there. */
export function usePages<T>(path: string, query: Query, enabled = true) {
  const result = useInfiniteQuery({
    queryKey: ['list', path, query],
    queryFn: ({ pageParam, signal }) => get<Page<T>>(path, { ...query, after: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  });
  return {
    items: result.data?.pages.flatMap((page) => page.items) ?? [],
    loading: result.isPending && enabled,
    error: result.error,
    retry: () => void result.refetch(),
    more: result.hasNextPage ? () => void result.fetchNextPage() : undefined,
    fetching: result.isFetchingNextPage,
  };
}

export interface Sending extends Options {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
}

/** Sends a write and makes every list and record be asked for again. */
export function useSend<T>(done?: (answer: Answer<T>) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, ...options }: Sending) => send<T>(method, path, options),
    onSuccess: (answer) => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => !['session', 'kinds', 'classes', 'tilejson'].includes(String(queryKey[0])) });
      done?.(answer);
    },
  });
}
