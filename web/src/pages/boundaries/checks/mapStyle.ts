/** The ground of the main map without names and facilities, with spots of faults or alarms on it. */
import type { Feature } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { mapFonts } from '../../../map/engine';
import { focus } from '../../../map/palette';

/** What a spot is: each tone has a colour and a shape of ring of its own. */
export const tones = {
  error: '#b42318', warning: '#b57500',
  moved: '#b42318', suspected: '#b57500', datum: '#5b4a8a',
} as const;
export type Tone = keyof typeof tones;

const left = ['places', 'facilities'];

export interface Drawn {
  spots: Feature[];
  /** From where something is registered to where it was found, with that end as a point. */
  ways?: Feature[];
  /** Codes of lines to be lit. */
  lines: string[];
  chosen: string;
}

export function styleWith(style: StyleSpecification, { spots, ways = [], lines, chosen }: Drawn): StyleSpecification {
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => !left.includes(name)));
  const layers = style.layers.filter((layer) => !('source' in layer) || !left.includes(layer.source));
  const lit = layers.map((layer) => (layer.id === 'selected-line' ? { ...layer, filter: ['in', ['get', 'code'], ['literal', lines]] } as LayerSpecification : layer));
  return {
    ...style,
    sources: { ...sources, spots: { type: 'geojson', data: { type: 'FeatureCollection', features: [...ways, ...spots] } } },
    layers: [...lit, ...own(chosen)],
  };
}

const colour = ['match', ['get', 'tone'], ...Object.entries(tones).flat(), '#5d6873'] as unknown as ExpressionSpecification;
const hollow: ExpressionSpecification = ['in', ['get', 'tone'], ['literal', ['warning', 'suspected']]];

function own(chosen: string): LayerSpecification[] {
  return [
    {
      id: 'way', type: 'line', source: 'spots', filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': colour, 'line-width': 2, 'line-dasharray': [2, 1.4] },
    },
    {
      id: 'spot-chosen', type: 'circle', source: 'spots', filter: ['all', ['==', ['geometry-type'], 'Point'], ['==', ['get', 'id'], chosen]],
      paint: { 'circle-radius': 16, 'circle-color': focus, 'circle-opacity': 0.16, 'circle-stroke-color': focus, 'circle-stroke-width': 2.5 },
    },
    {
      id: 'spot-dot', type: 'circle', source: 'spots', filter: ['all', ['==', ['geometry-type'], 'Point'], ['!', ['has', 'end']]],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 5, 12, 8],
        'circle-color': ['case', hollow, '#fff', colour], 'circle-stroke-color': ['case', hollow, colour, '#fff'],
        'circle-stroke-width': ['case', hollow, 3, 1.8],
      },
    },
    {
      id: 'way-end', type: 'circle', source: 'spots', filter: ['has', 'end'],
      paint: { 'circle-radius': 5, 'circle-color': '#fff', 'circle-stroke-color': colour, 'circle-stroke-width': 2.5 },
    },
    {
      id: 'spot-label', type: 'symbol', source: 'spots', minzoom: 8, filter: ['all', ['==', ['geometry-type'], 'Point'], ['has', 'label'], ['!=', ['get', 'label'], '']],
      layout: { 'text-field': ['get', 'label'], 'text-font': mapFonts, 'text-size': 12.5, 'text-anchor': 'top', 'text-offset': [0, 0.8], 'text-optional': true },
      paint: { 'text-color': '#27313b', 'text-halo-color': '#fffdf8', 'text-halo-width': 1.6 },
    },
  ];
}
