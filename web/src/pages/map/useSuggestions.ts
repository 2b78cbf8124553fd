/** Suggestions for the search box: place names first, then markers and facilities. */
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { get } from '../../api/client';
import { type Layer, mayRead, useSession } from '../../api/session';
import type { Facility, Marker, Page, SearchItem, Session } from '../../api/types';
import { areaPath } from '../../lib/format';
import type { Selection } from './params';

export interface Suggestion extends Selection {
  name: string;
  /** The name form that matched, where it is another than the name. */
  also: string;
  pinyin: string;
  what: string;
  where: string;
}

/** The text once it has been still for a moment. */
export function useSettled(text: string, ms = 180): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}

interface Source<T> {
  layer: Layer;
  path: string;
  limit: number;
  read: (item: T) => Suggestion;
}

const places: Source<SearchItem> = {
  layer: 'places',
  path: '/gazetteer/suggest',
  limit: 8,
  read: (item) => ({
    kind: 'place', id: item.id, name: item.name, also: item.matched_name === item.name ? '' : item.matched_name,
    pinyin: item.pinyin, what: item.class, where: areaPath(item.area_path),
  }),
};

const markers: Source<Marker> = {
  layer: 'boundaries',
  path: '/boundaries/markers',
  limit: 3,
  read: (item) => ({ kind: 'marker', id: item.id, name: item.number, also: '', pinyin: '', what: 'marker', where: item.description ?? '' }),
};

const facilities: Source<Facility> = {
  layer: 'facilities',
  path: '/facilities',
  limit: 4,
  read: (item) => ({ kind: 'facility', id: item.id, name: item.name, also: '', pinyin: '', what: item.kind_name, where: areaPath(item.area_path) }),
};

function options<T>(source: Source<T>, q: string, session: Session) {
  return {
    queryKey: ['suggest', source.path, q],
    queryFn: async ({ signal }: { signal: AbortSignal }) =>
      (await get<Page<T>>(source.path, { q, limit: source.limit }, signal)).items.map(source.read),
    enabled: q !== '' && mayRead(session, source.layer),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  };
}

/** All suggestions, whether more may come, and the error when place names could not be asked. */
export function useSuggestions(text: string) {
  const session = useSession();
  const q = useSettled(text.trim());
  const [named, marked, housed] = useQueries({
    queries: [options(places, q, session), options(markers, q, session), options(facilities, q, session)],
  });
  const items = q === '' ? [] : [...(named.data ?? []), ...(marked.data ?? []), ...(housed.data ?? [])];
  return { items, busy: named.isFetching || text.trim() !== q, error: named.error, asked: q };
}
