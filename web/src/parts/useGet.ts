/** Reads one answer that is no list of pages; a write made by useSend makes it be asked for again. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get, type Query } from '../api/client';

export function useGet<T>(path: string, query: Query = {}, enabled = true) {
  return useQuery({
    queryKey: ['one', path, query],
    queryFn: ({ signal }) => get<T>(path, query, signal),
    enabled,
    placeholderData: keepPreviousData,
  });
}
