/** The ground of the main map without its names and facilities, with the ledger's entries on it. */
import type { Feature, Point } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { mapFonts } from '../../../map/engine';
import type { LedgerEntry, Op } from './ledger';

export const colours: Record<Op, string> = { add: '#1c7a4a', modify: '#0958d9', delete: '#b42318' };

/** One point for each row that has one. */
export function featuresOf(items: LedgerEntry[]): Feature<Point>[] {
  return items.flatMap((one) => (one.lon === null || one.lat === null ? [] : [{
    type: 'Feature' as const,
    properties: { edit: one.edit_id, place: one.place_id, name: one.name, op: one.op },
    geometry: { type: 'Point' as const, coordinates: [one.lon, one.lat] },
  }]));
}

const left = ['places', 'facilities'];

export function styleWith(style: StyleSpecification, features: Feature[]): StyleSpecification {
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => !left.includes(name)));
  const layers = style.layers.filter((layer) => !('source' in layer) || !left.includes(layer.source));
  return {
    ...style,
    sources: { ...sources, ledger: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [...layers, ...own],
  };
}

const own: LayerSpecification[] = [
  {
    id: 'ledger-dot', type: 'circle', source: 'ledger',
    paint: {
      'circle-color': ['match', ['get', 'op'], 'add', colours.add, 'delete', colours.delete, colours.modify],
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 4.5, 12, 8], 'circle-stroke-color': '#fff', 'circle-stroke-width': 1.8,
    },
  },
  {
    id: 'ledger-label', type: 'symbol', source: 'ledger', minzoom: 8,
    layout: { 'text-field': ['get', 'name'], 'text-font': mapFonts, 'text-size': 12.5, 'text-anchor': 'top', 'text-offset': [0, 0.7], 'text-optional': true },
    paint: { 'text-color': '#27313b', 'text-halo-color': '#fffdf8', 'text-halo-width': 1.6 },
  },
];
