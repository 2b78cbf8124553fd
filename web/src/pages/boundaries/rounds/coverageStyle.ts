/** A line on the map: what of it was walked, what was not, the tracks, and the markers that were reached. */
import type { Feature, FeatureCollection, Geometry, LineString } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { cut } from './cut';
import type { Coverage } from './rounds';

export const coverageColours = { walked: '#1c7a4a', left: '#c2410c', track: '#0958d9', reached: '#1c7a4a', waiting: '#ffffff' };

const dropped = ['places', 'facilities'];

export function pieces(line: LineString, coverage: Coverage): FeatureCollection {
  const of = (parts: [number, number][], state: string): Feature[] => parts.flatMap(([from, to]) => {
    const coordinates = cut(line, coverage.length_m, from, to);
    return coordinates ? [{ type: 'Feature' as const, properties: { state }, geometry: { type: 'LineString' as const, coordinates } }] : [];
  });
  return { type: 'FeatureCollection', features: [...of(coverage.left, 'left'), ...of(coverage.walked, 'walked')] };
}

interface Shown {
  coverage: Coverage;
  /** Absent for those who may not know it. */
  line: LineString | undefined;
  tracks: FeatureCollection<Geometry> | undefined;
}

export function coverageStyle(style: StyleSpecification, { coverage, line, tracks }: Shown): StyleSpecification {
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => !dropped.includes(name)));
  const ground = style.layers.filter((layer) => !('source' in layer && dropped.includes(layer.source)) && !/^(line-(band|hit)|selected-|marker-icon)/.test(layer.id));
  const none: FeatureCollection = { type: 'FeatureCollection', features: [] };
  return {
    ...style,
    sources: {
      ...sources,
      pieces: { type: 'geojson', data: line ? pieces(line, coverage) : none },
      tracks: { type: 'geojson', data: tracks ?? none },
    },
    layers: [...ground, ...own, ...('boundaries' in sources ? markers(coverage) : [])],
  };
}

const round = { 'line-cap': 'round', 'line-join': 'round' } as const;

const own: LayerSpecification[] = [
  { id: 'piece-casing', type: 'line', source: 'pieces', layout: round, paint: { 'line-color': '#fff', 'line-width': 7 } },
  { id: 'piece-left', type: 'line', source: 'pieces', filter: ['==', ['get', 'state'], 'left'], layout: { 'line-join': 'round' }, paint: { 'line-color': coverageColours.left, 'line-width': 4, 'line-dasharray': [1.6, 1.1] } },
  { id: 'piece-walked', type: 'line', source: 'pieces', filter: ['==', ['get', 'state'], 'walked'], layout: round, paint: { 'line-color': coverageColours.walked, 'line-width': 4 } },
  { id: 'track', type: 'line', source: 'tracks', layout: round, paint: { 'line-color': coverageColours.track, 'line-width': 1.6, 'line-opacity': 0.9 } },
];

function markers(coverage: Coverage): LayerSpecification[] {
  const numbers = (done: boolean) => coverage.markers.filter((one) => one.done === done).map((one) => one.number);
  const layer = (id: string, done: boolean): LayerSpecification => ({
    id, type: 'circle', source: 'boundaries', 'source-layer': 'markers', filter: ['in', ['get', 'number'], ['literal', numbers(done)]],
    paint: { 'circle-radius': 6, 'circle-color': done ? coverageColours.reached : coverageColours.waiting, 'circle-stroke-color': done ? '#fff' : '#b3261e', 'circle-stroke-width': 2 },
  });
  return [layer('marker-waiting', false), layer('marker-reached', true)];
}
