/** Reading: one hook for each thing that several pages ask for. */
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './client';
import { mayRead, useSession } from './session';
import type { Area, AreaDetail, AreaLevel, Facility, FacilityKinds, Line, LocatedArea, Marker, Page, Place, PlaceClass, Revision, TileJson } from './types';

/** Records by the name that the address bar uses for them. */
export interface Records {
  place: Place;
  marker: Marker;
  facility: Facility;
  line: Line;
  area: AreaDetail;
}
export type RecordKind = keyof Records;

export const collections: Record<RecordKind, string> = {
  place: '/gazetteer/entries',
  marker: '/boundaries/markers',
  facility: '/facilities',
  line: '/boundaries/lines',
  area: '/areas',
};

export const recordKinds = Object.keys(collections) as RecordKind[];

export function recordPath(kind: RecordKind, id: string): string {
  return `${collections[kind]}/${encodeURIComponent(id)}`;
}

export function recordOptions<K extends RecordKind>(kind: K, id: string) {
  return queryOptions({
    queryKey: ['record', kind, id],
    queryFn: ({ signal }) => get<Records[K]>(recordPath(kind, id), undefined, signal),
  });
}

export function useRecord<K extends RecordKind>(kind: K, id: string) {
  return useQuery(recordOptions(kind, id));
}

export function useHistory(kind: RecordKind, id: string) {
  return useQuery({
    queryKey: ['record', kind, id, 'history'],
    queryFn: ({ signal }) => get<Page<Revision>>(`${recordPath(kind, id)}/history`, undefined, signal),
  });
}

const settled = { staleTime: 10 * 60_000 };

export function useClasses() {
  return useQuery({
    enabled: mayRead(useSession(), 'places'),
    queryKey: ['classes'],
    queryFn: ({ signal }) => get<{ items: PlaceClass[] }>('/gazetteer/classes', undefined, signal),
    select: (data) => data.items,
    ...settled,
  });
}

export function useKinds() {
  return useQuery({
    enabled: mayRead(useSession(), 'facilities'),
    queryKey: ['kinds'],
    queryFn: ({ signal }) => get<FacilityKinds>('/facilities/kinds', undefined, signal),
    ...settled,
  });
}

export function areasOptions(query: { level?: AreaLevel; parent?: string }) {
  return queryOptions({
    queryKey: ['areas', query],
    queryFn: ({ signal }) => get<Page<Area>>('/areas', { ...query, limit: 1000 }, signal),
    select: (data: Page<Area>) => data.items.filter((area) => !area.external),
    ...settled,
  });
}

/** The counties of the prefecture, for pickers and filters. */
export function useCounties(prefecture: string) {
  return useQuery({ ...areasOptions({ level: 'county', parent: prefecture }), enabled: mayRead(useSession(), 'areas') });
}

/** Names areas by code; a code that is not known (yet) stands for itself. */
export function useAreaNames(): (code: string) => string {
  const counties = useQuery(areasOptions({ level: 'county' }));
  const townships = useQuery(areasOptions({ level: 'township' }));
  return (code) => [...(counties.data ?? []), ...(townships.data ?? [])].find((area) => area.code === code)?.name ?? code;
}

export function locateOptions(lon: number, lat: number) {
  return queryOptions({
    queryKey: ['locate', lon, lat],
    queryFn: ({ signal }) => get<{ areas: LocatedArea[] }>('/locate', { lon, lat }, signal),
    select: (data: { areas: LocatedArea[] }) => data.areas,
    ...settled,
  });
}

export function tileJsonOptions(tileset: string) {
  return queryOptions({
    queryKey: ['tilejson', tileset],
    queryFn: ({ signal }) => get<TileJson>(`/tiles/${tileset}`, undefined, signal),
    ...settled,
  });
}
