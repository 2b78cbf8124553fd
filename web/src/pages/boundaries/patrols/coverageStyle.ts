/** Lines of the tiles in the colours of their coverage, and the markers that were visited. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Progress } from './patrols';

export const colours = { full: '#1c7a4a', part: '#b25000', none: '#b42318', visited: '#1c7a4a', missed: '#b42318', track: '#0958d9' } as const;

/** How much of a line counts as all of it: a fix is metres off, and ends are cut. */
const enough = 0.95;

export function toneOf(covered: number): 'full' | 'part' | 'none' {
  if (covered >= enough) return 'full';
  return covered > 0 ? 'part' : 'none';
}

/** Layers above the tiles; `boundaries` must be among the sources of the map. */
export function coverageLayers({ lines }: Pick<Progress, 'lines'>): LayerSpecification[] {
  const of = (tone: 'full' | 'part') => lines.filter((one) => toneOf(one.covered) === tone).map((one) => one.code);
  const visited = [...new Set(lines.flatMap((one) => one.markers_visited))];
  const known = [...new Set(lines.flatMap((one) => one.markers))];
  return [
    {
      id: 'coverage-line', type: 'line', source: 'boundaries', 'source-layer': 'lines', filter: among('code', lines.map((one) => one.code)), layout: { 'line-join': 'round' },
      paint: {
        'line-color': ['case', among('code', of('full')), colours.full, among('code', of('part')), colours.part, colours.none],
        'line-width': ['interpolate', ['linear'], ['zoom'], 6, 2, 12, 5], 'line-opacity': 0.75,
      },
    },
    {
      id: 'coverage-marker', type: 'circle', source: 'boundaries', 'source-layer': 'markers', filter: among('id', known),
      paint: {
        'circle-color': ['case', among('id', visited), colours.visited, '#fff'], 'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 4, 12, 7],
        'circle-stroke-color': ['case', among('id', visited), '#fff', colours.missed], 'circle-stroke-width': 2,
      },
    },
  ];
}

function among(property: string, values: string[]): ExpressionSpecification {
  return ['in', ['get', property], ['literal', values]];
}
