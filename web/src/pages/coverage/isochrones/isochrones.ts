/** Isochrones: what is reached within some minutes, as a layer for any map of the section. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { get } from '../../../api/client';
import { mapFonts } from '../../../map/engine';
import { halo, ink } from '../../../map/palette';
import { reachColours } from '../../../map/symbols';

export interface Access {
  lon: number;
  lat: number;
  off_road_m: number | null;
  /** Farther off the road than the limit. */
  beyond: boolean;
  part: number | null;
}

export interface Isochrones {
  network: string;
  sources: (Access & { id: string | null; name: string })[];
  features: (Feature<MultiPolygon> & { properties: { minutes: number; area_km2: number; resolution_m: number } })[];
}

/** Where the ways begin: facilities by id, all of a kind in use, or a point. */
export type From = { facility: string[] } | { kind: string; area?: string } | { lon: number; lat: number };

/** Choices of minutes; the first is the one to begin with. */
export const minuteChoices = [[15, 30, 60], [10, 20, 30], [30, 60, 90, 120]] as const;

export function isochroneOptions(from: From | undefined, minutes: readonly number[]) {
  const query = !from ? {} : 'facility' in from ? { facility: from.facility.join(',') } : { ...from };
  return queryOptions({
    queryKey: ['isochrones', query, minutes],
    queryFn: ({ signal }) => get<Isochrones>('/network/isochrones', { ...query, minutes: minutes.join(','), apart: true }, signal),
    enabled: from !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Which of the looks a band has: spread from the first to the last, so that neighbours differ most. */
export function lookOf(band: number, bands: number): number {
  return bands < 2 ? 1 : Math.round((band * (reachColours.length - 1)) / (bands - 1));
}

export interface Overlay {
  sources: StyleSpecification['sources'];
  layers: LayerSpecification[];
}

export const noOverlay: Overlay = { sources: {}, layers: [] };

/** The layers of an answer: bands told by pattern, colour and the minutes along their edges; starting points on top. */
export function isochroneOverlay(answer: Isochrones | undefined, label: (minutes: number) => string): Overlay {
  if (!answer) return noOverlay;
  const bands: FeatureCollection = {
    type: 'FeatureCollection',
    features: answer.features.map((one, i) => ({
      type: 'Feature', geometry: one.geometry, properties: { look: lookOf(i, answer.features.length), label: label(one.properties.minutes) },
    })),
  };
  const from: FeatureCollection = {
    type: 'FeatureCollection',
    features: answer.sources.map((one) => ({ type: 'Feature', geometry: { type: 'Point', coordinates: [one.lon, one.lat] }, properties: {} })),
  };
  const colour = ['match', ['get', 'look'], ...reachColours.flatMap((one, i) => [i, one]), ink] as unknown as ExpressionSpecification;
  return {
    sources: {
      isochrones: { type: 'geojson', data: bands },
      'isochrone-sources': { type: 'geojson', data: from },
    },
    layers: [
      { id: 'isochrone-band', type: 'fill', source: 'isochrones', paint: { 'fill-pattern': ['concat', 'reach:', ['to-string', ['get', 'look']]] } },
      { id: 'isochrone-edge', type: 'line', source: 'isochrones', paint: { 'line-color': colour, 'line-width': 1.4 } },
      {
        id: 'isochrone-minutes', type: 'symbol', source: 'isochrones',
        layout: { 'symbol-placement': 'line', 'symbol-spacing': 300, 'text-field': ['get', 'label'], 'text-font': mapFonts, 'text-size': 11.5 },
        paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.6 },
      },
      { id: 'isochrone-source', type: 'circle', source: 'isochrone-sources', paint: { 'circle-radius': 4, 'circle-color': ink, 'circle-stroke-color': '#fff', 'circle-stroke-width': 1.5 } },
    ],
  };
}
