/** The ground of the main map without names and facilities, with one line and its stations on it. */
import type { Feature, Geometry } from 'geojson';
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { mapFonts } from '../../../map/engine';
import { focus, halo } from '../../../map/palette';
import type { Station } from './lines';

/** Something with a place: the station that it belongs to, -1 for none. */
export interface Spot {
  index: number;
  kind: 'start' | 'end' | 'marker' | 'junction' | 'road' | 'river' | 'witness';
  label: string;
  lon: number;
  lat: number;
}

/** Markers where they stand, everything else on the line; what has no place is left out. */
export function spotsOf(stations: Station[], ends: { start: string; end: string }): Spot[] {
  return stations.flatMap((one, index) => {
    const marks = one.markers.flatMap(({ number, lon, lat }): Spot[] => (lon === null || lat === null ? [] : [{ index, kind: 'marker', label: number, lon, lat }]));
    const own = one.lon === null || one.lat === null || one.kind === 'marker' ? [] : [{
      index, kind: one.kind, label: one.kind === 'start' || one.kind === 'end' ? ends[one.kind] : '', lon: one.lon, lat: one.lat,
    }];
    return [...own, ...marks];
  });
}

const left = ['places', 'facilities'];

/** Lines and areas; `without` names further layers to leave out. */
function boundaryGround(style: StyleSpecification, without: string[] = []): StyleSpecification {
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => !left.includes(name)));
  const layers = style.layers.filter((layer) => !('source' in layer && left.includes(layer.source)) && !without.includes(layer.id));
  return { ...style, sources, layers };
}

export function styleWith(style: StyleSpecification, line: Geometry | null, spots: Spot[]): StyleSpecification {
  const ground = boundaryGround(style, ['marker-icon']);
  const features = spots.map(({ lon, lat, ...properties }): Feature => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } }));
  return {
    ...ground,
    sources: {
      ...ground.sources,
      'own-line': { type: 'geojson', data: { type: 'FeatureCollection', features: line ? [{ type: 'Feature', properties: {}, geometry: line }] : [] } },
      'own-spots': { type: 'geojson', data: { type: 'FeatureCollection', features } },
    },
    layers: [...ground.layers, ...own],
  };
}

/** Those of the station that stands out; none while nothing does. */
export const ofStation = (index: number | undefined): FilterSpecification => ['==', ['get', 'index'], index ?? -2];

const isMarker: FilterSpecification = ['==', ['get', 'kind'], 'marker'];

const own: LayerSpecification[] = [
  {
    id: 'own-line', type: 'line', source: 'own-line', layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': focus, 'line-opacity': 0.35, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 6, 13, 12] },
  },
  {
    id: 'own-active', type: 'circle', source: 'own-spots', filter: ofStation(undefined),
    paint: { 'circle-radius': 15, 'circle-color': focus, 'circle-opacity': 0.16, 'circle-stroke-color': focus, 'circle-stroke-width': 2.5 },
  },
  {
    id: 'own-spot', type: 'circle', source: 'own-spots', filter: ['!=', ['get', 'kind'], 'marker'],
    paint: {
      'circle-radius': ['match', ['get', 'kind'], ['start', 'end'], 6, 4.5],
      'circle-color': ['match', ['get', 'kind'], 'river', '#2b7fb8', 'road', '#b0713a', 'junction', '#6f3a7d', focus], 'circle-stroke-color': '#fff', 'circle-stroke-width': 1.6,
    },
  },
  {
    id: 'own-ends', type: 'symbol', source: 'own-spots', filter: ['!=', ['get', 'label'], ''],
    layout: { 'text-field': ['get', 'label'], 'text-font': mapFonts, 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 0.6], 'text-optional': true },
    paint: { 'text-color': '#27313b', 'text-halo-color': halo, 'text-halo-width': 1.6 },
  },
  {
    id: 'own-marker', type: 'symbol', source: 'own-spots', filter: isMarker,
    layout: { 'icon-image': 'marker:standing', 'icon-size': ['interpolate', ['linear'], ['zoom'], 6, 0.7, 12, 1.1], 'icon-overlap': 'always', 'icon-anchor': 'bottom' },
  },
];
