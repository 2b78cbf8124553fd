/** The main map without names and facilities, with what the field page draws on it. */
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

const left = ['places'];

export function withField(style: StyleSpecification): StyleSpecification {
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => !left.includes(name)));
  const layers = style.layers.filter((layer) => !('source' in layer) || (!left.includes(layer.source) && !layer.id.startsWith('facility')));
  return {
    ...style,
    sources: { ...sources, field: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } },
    layers: [...layers, ...own],
  };
}

const part = (name: string): ['==', ['get', 'part'], string] => ['==', ['get', 'part'], name];
const here = '#0958d9';

const own: LayerSpecification[] = [
  { id: 'field-line', type: 'line', source: 'field', filter: part('line'), layout: { 'line-cap': 'round' }, paint: { 'line-color': '#0958d9', 'line-opacity': 0.35, 'line-width': 7 } },
  { id: 'field-stretch', type: 'line', source: 'field', filter: part('stretch'), layout: { 'line-cap': 'round' }, paint: { 'line-color': '#d4380d', 'line-width': 4 } },
  { id: 'field-track', type: 'line', source: 'field', filter: part('track'), paint: { 'line-color': '#1c7a4a', 'line-width': 3, 'line-dasharray': [2, 1] } },
  { id: 'field-accuracy', type: 'fill', source: 'field', filter: part('accuracy'), paint: { 'fill-color': here, 'fill-opacity': 0.16 } },
  { id: 'field-ring', type: 'line', source: 'field', filter: part('accuracy'), paint: { 'line-color': here, 'line-width': 1.4 } },
  {
    id: 'field-here', type: 'circle', source: 'field', filter: part('here'),
    paint: { 'circle-color': here, 'circle-radius': 7, 'circle-stroke-color': '#fff', 'circle-stroke-width': 2.5 },
  },
];
