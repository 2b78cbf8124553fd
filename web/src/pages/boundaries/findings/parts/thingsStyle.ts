/** The ground of the main map without names, facilities and markers, with the things of a page on it. */
import type { Feature } from 'geojson';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { mapFonts } from '../../../../map/engine';

export interface ThingProperties {
  /** Told when it is clicked. */
  key: string;
  label: string;
  colour: string;
}
export type Thing = Feature<Feature['geometry'], ThingProperties>;

export const thingLayer = 'thing-dot';
const left = ['places', 'facilities'];

/** `under` are layers of the page itself, drawn below its things. */
export function styleWithThings(style: StyleSpecification, things: Thing[], { under = [], markers = false }: { under?: LayerSpecification[]; markers?: boolean } = {}): StyleSpecification {
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => !left.includes(name)));
  const layers = style.layers.filter((layer) => !('source' in layer) || (!left.includes(layer.source) && (markers || layer['source-layer' as never] !== 'markers')));
  return {
    ...style,
    sources: { ...sources, things: { type: 'geojson', data: { type: 'FeatureCollection', features: things } } },
    layers: [...layers, ...under, ...own],
  };
}

const own: LayerSpecification[] = [
  {
    id: 'thing-line', type: 'line', source: 'things', filter: ['!=', ['geometry-type'], 'Point'], layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': ['get', 'colour'], 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 3, 12, 5], 'line-opacity': 0.85 },
  },
  {
    id: thingLayer, type: 'circle', source: 'things', filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-color': ['get', 'colour'], 'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 4.5, 12, 8],
      'circle-stroke-color': '#fff', 'circle-stroke-width': 1.8,
    },
  },
  {
    id: 'thing-label', type: 'symbol', source: 'things', minzoom: 8,
    layout: { 'text-field': ['get', 'label'], 'text-font': mapFonts, 'text-size': 12.5, 'text-anchor': 'top', 'text-offset': [0, 0.7], 'text-optional': true },
    paint: { 'text-color': '#27313b', 'text-halo-color': '#fffdf8', 'text-halo-width': 1.6 },
  },
];
