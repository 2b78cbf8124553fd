/** Where the selected thing is, and its line or area; the map goes there unless it was clicked on the map. */
import { skipToken, useQuery } from '@tanstack/react-query';
import type { Geometry } from 'geojson';
import type { Map as MapLibre } from 'maplibre-gl';
import { useEffect, useMemo } from 'react';
import { recordOptions } from '../../api/queries';
import type { AreaDetail, Line, Place } from '../../api/types';
import { boundsOf } from '../../map/bounds';
import type { Selection } from './params';

/** From zoom 12 on tiles hold every feature, however crowded: what was asked for is surely shown. */
const close = 12.2;

type Located = { lon?: number | null; lat?: number | null } & Partial<Pick<Line & AreaDetail, 'bbox'>> & Partial<Pick<Place, 'geometry'>>;

export interface Spot {
  at: [number, number];
  shape: Geometry | undefined;
}

export function useSpot(map: MapLibre | undefined, selection: Selection | undefined, still: boolean): Spot | undefined {
  const options = recordOptions(selection?.kind ?? 'place', selection?.id ?? '');
  const { data } = useQuery({ ...options, queryFn: selection ? options.queryFn : skipToken });
  const record = selection ? (data as Located | undefined) : undefined;
  const lon = record?.lon ?? undefined;
  const lat = record?.lat ?? undefined;
  const shape = (selection?.kind === 'place' && record?.geometry) || undefined;
  const box = useMemo(() => (shape ? boundsOf([shape], 0).join(',') : record?.bbox?.join(',')), [shape, record?.bbox]);

  useEffect(() => {
    if (!map || still) return;
    const room = window.matchMedia('(max-width: 767px)').matches
      ? { top: 80, bottom: window.innerHeight * 0.5, left: 30, right: 30 }
      : { top: 60, bottom: 60, left: 440, right: 60 };
    if (lon !== undefined && lat !== undefined && !box) {
      const offset: [number, number] = [(room.left - room.right) / 2, (room.top - room.bottom) / 2];
      map.easeTo({ center: [lon, lat], zoom: Math.max(map.getZoom(), close), offset, duration: 600 });
    } else if (box) {
      const [west, south, east, north] = box.split(',').map(Number) as [number, number, number, number];
      map.fitBounds([west, south, east, north], { padding: room, maxZoom: shape ? 15 : 13, duration: 600 });
    }
  }, [map, still, lon, lat, box, shape]);

  return useMemo(() => (lon === undefined || lat === undefined ? undefined : { at: [lon, lat], shape }), [lon, lat, shape]);
}
