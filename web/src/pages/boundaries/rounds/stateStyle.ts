/** The ground of the main map with its lines drawn by their state in a round. */
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { focus } from '../../../map/palette';
import { type LineState, lineStates } from './rounds';

/** Colour and strokes: the further the work, the more whole the line. Never told by colour alone. */
export const looks: Record<LineState, { colour: string; dash?: number[] }> = {
  unplanned: { colour: '#8b96a1', dash: [1, 2] },
  planned: { colour: '#b4550a', dash: [2, 1.6] },
  walked: { colour: '#8a7000', dash: [4, 1.4] },
  recorded: { colour: '#1a6fb5', dash: [7, 1.4] },
  signed: { colour: '#6a3fb0', dash: [12, 1.2] },
  closed: { colour: '#1c7a4a' },
};

export interface Drawn {
  code: string;
  state: LineState;
  overdue: boolean;
}

const source = { source: 'boundaries', 'source-layer': 'lines' } as const;
const left = ['places', 'facilities'];
const replaced = /^(line-|selected-)/;

export function styleWith(style: StyleSpecification, lines: Drawn[], selected: string | undefined): StyleSpecification {
  const sources = Object.fromEntries(Object.entries(style.sources).filter(([name]) => !left.includes(name)));
  const ground = style.layers.filter((layer) => !('source' in layer && left.includes(layer.source)) && !replaced.test(layer.id));
  const own = 'boundaries' in sources ? linesOf(lines, selected) : [];
  const at = ground.findIndex((layer) => layer.id === 'marker-icon' || layer.id.startsWith('area-label'));
  const below = at < 0 ? ground : ground.slice(0, at);
  return { ...style, sources, layers: [...below, ...own, ...(at < 0 ? [] : ground.slice(at))] };
}

const among = (codes: string[]): FilterSpecification => ['in', ['get', 'code'], ['literal', codes]];

/** One layer for each state; the filtered out stay as a thin ground. */
function linesOf(lines: Drawn[], selected: string | undefined): LayerSpecification[] {
  const codes = lines.map((one) => one.code);
  const width = (low: number, high: number): LayerSpecification['paint'] & object => ({ 'line-width': ['interpolate', ['linear'], ['zoom'], 6, low, 12, high] });
  return [
    { id: 'round-rest', type: 'line', ...source, filter: ['!', ['in', ['get', 'code'], ['literal', codes]]] as FilterSpecification, paint: { 'line-color': '#c9c2b4', 'line-width': 0.8 } },
    {
      id: 'round-selected', type: 'line', ...source, filter: ['==', ['get', 'code'], selected ?? ''], layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': focus, 'line-opacity': 0.4, ...width(9, 15) },
    },
    {
      id: 'round-overdue', type: 'line', ...source, filter: among(lines.filter((one) => one.overdue).map((one) => one.code)), layout: { 'line-join': 'round' },
      paint: { 'line-color': '#d4291a', 'line-opacity': 0.28, ...width(6, 10) },
    },
    ...lineStates.map((state): LayerSpecification => ({
      id: `round-${state}`, type: 'line', ...source, layout: { 'line-join': 'round' },
      filter: among(lines.filter((one) => one.state === state).map((one) => one.code)),
      paint: { 'line-color': looks[state].colour, ...(looks[state].dash ? { 'line-dasharray': looks[state].dash } : {}), ...width(1.6, 3.6) },
    })),
    { id: 'round-hit', type: 'line', ...source, filter: among(codes), paint: { 'line-color': '#000', 'line-opacity': 0, 'line-width': 12 } },
  ];
}
