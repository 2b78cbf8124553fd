/**
 * The layers of the main map, bottom to top. Each names in its metadata the
 * switch that shows it and its own filter, so that visibility.ts can turn
 * groups on and off without knowing how they are drawn.
 */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { lineLevels } from '../api/types';
import { boundary, countyTints, focus, halo, ink, inkSoft, nationalBorder, placeColours, roadColours } from './palette';
import { facilityImage, type KindLooks } from './symbols';
import { zoneLayers } from './zones';

/** The tilesets, which are also the sources. */
export const tilesets = ['areas', 'boundaries', 'facilities', 'places'] as const;
export type Tileset = (typeof tilesets)[number];

export interface LayerMeta {
  toggle: string;
  filter?: FilterSpecification;
}

interface Look {
  fonts: string[];
  counties: string[];
  kinds: KindLooks;
}

type Layer = LayerSpecification & { metadata?: LayerMeta };

/** Layers that a click looks into, the most particular first. */
export const clickable = [
  ['marker-icon', 'marker'], ['facility-icon', 'facility'], ['facility-dot', 'facility'],
  ['place-label', 'place'], ['place-dot', 'place'], ['place-line-label', 'place'], ['place-hit', 'place'], ['line-hit', 'line'], ['area-fill', 'area'],
] as const;

export function dataLayers(look: Look): Layer[] {
  return [
    ...areaLayers(look), ...zoneLayers(), ...constraintLayers(), ...roadLayers(), ...lineLayers(),
    ...selectionLayers(), ...facilityLayers(look), ...placeLayers(look), ...markerLayers(look), ...areaLabels(look),
  ];
}

function areaLayers({ counties }: Look): Layer[] {
  const tint: ExpressionSpecification | string = counties.length
    ? ([
        'match', ['slice', ['get', 'code'], 0, 6],
        ...counties.flatMap((code, i) => [code, countyTints[i % countyTints.length] ?? halo]), halo,
      ] as unknown as ExpressionSpecification)
    : halo;
  const county: FilterSpecification = ['==', ['get', 'level'], 'county'];
  return [
    {
      id: 'area-shade', type: 'line', source: 'areas', 'source-layer': 'areas', filter: county,
      paint: { 'line-color': '#cdbf9f', 'line-width': 14, 'line-blur': 12, 'line-opacity': 0.55 },
      metadata: { toggle: 'areas' },
    },
    {
      id: 'area-tint', type: 'fill', source: 'areas', 'source-layer': 'areas', filter: county,
      paint: { 'fill-color': tint }, metadata: { toggle: 'areas' },
    },
    {
      id: 'area-fill', type: 'fill', source: 'areas', 'source-layer': 'areas',
      filter: ['in', ['get', 'level'], ['literal', ['county', 'township']]],
      paint: { 'fill-color': '#000', 'fill-opacity': 0 }, metadata: { toggle: 'areas' },
    },
  ];
}

const ruleOf: ExpressionSpecification = ['to-string', ['get', 'rule']];

function constraintLayers(): Layer[] {
  return [
    {
      id: 'constraint-fill', type: 'fill', source: 'facilities', 'source-layer': 'constraints',
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-pattern': ['match', ruleOf, 'no_build', ['image', 'pattern:no_build'], 'buffer', ['image', 'pattern:buffer'], ['image', 'pattern:restricted']] },
      metadata: { toggle: 'constraints', filter: ['==', ['geometry-type'], 'Polygon'] },
    },
    {
      id: 'constraint-line', type: 'line', source: 'facilities', 'source-layer': 'constraints',
      paint: { 'line-color': ['match', ruleOf, 'no_build', '#b03a30', 'buffer', '#3a74b0', '#a3741a'], 'line-width': 1, 'line-opacity': 0.7 },
      metadata: { toggle: 'constraints' },
    },
  ];
}

function roadLayers(): Layer[] {
  const colour = ['match', ['get', 'class'], ...Object.entries(roadColours).flat(), '#d5cdb8'] as unknown as ExpressionSpecification;
  const width = (extra: number): ExpressionSpecification => [
    'interpolate', ['linear'], ['zoom'],
    7, ['match', ['get', 'class'], 'national', 1.2 + extra, 'provincial', 1 + extra, 0.4 + extra],
    13, ['match', ['get', 'class'], 'national', 5 + extra, 'provincial', 4 + extra, 2.6 + extra],
  ];
  return [
    {
      id: 'road-casing', type: 'line', source: 'facilities', 'source-layer': 'roads', minzoom: 8.5,
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': '#fff', 'line-width': width(1.6), 'line-opacity': 0.85 }, metadata: { toggle: 'roads' },
    },
    {
      id: 'road', type: 'line', source: 'facilities', 'source-layer': 'roads',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': width(0) }, metadata: { toggle: 'roads' },
    },
  ];
}

/** Dash patterns after the map convention: the higher the level, the longer the strokes. */
const dashes = { province: [5, 1.6, 1, 1.6, 1, 1.6], prefecture: [5, 1.6, 1, 1.6], county: [4, 2], township: [1.6, 1.8] };
const widths = { province: [1.4, 3], prefecture: [1.3, 2.6], county: [1, 2.2], township: [0.6, 1.4] } as const;

function lineLayers(): Layer[] {
  const source = { source: 'boundaries', 'source-layer': 'lines' } as const;
  const layers: Layer[] = [];
  for (const level of [...lineLevels].reverse()) {
    const filter: FilterSpecification = ['==', ['get', 'level'], level];
    const metadata = { toggle: `line.${level}` };
    if (level !== 'township') {
      layers.push({
        id: `line-band-${level}`, type: 'line', ...source, filter, metadata,
        paint: { 'line-color': boundary[level], 'line-opacity': 0.16, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 3, 12, level === 'county' ? 7 : 11] },
      });
    }
    layers.push({
      id: `line-${level}`, type: 'line', ...source, filter, metadata,
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': boundary[level], 'line-dasharray': dashes[level],
        'line-width': ['interpolate', ['linear'], ['zoom'], 6, widths[level][0], 13, widths[level][1]],
      },
    });
  }
  layers.push(
    {
      id: 'closing-band', type: 'line', source: 'boundaries', 'source-layer': 'closing_edges', metadata: { toggle: 'closing' },
      paint: { 'line-color': nationalBorder, 'line-opacity': 0.14, 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 5, 12, 14] },
    },
    {
      id: 'closing', type: 'line', source: 'boundaries', 'source-layer': 'closing_edges', metadata: { toggle: 'closing' },
      paint: { 'line-color': nationalBorder, 'line-width': 2, 'line-dasharray': [6, 1.6, 1, 1.6, 1, 1.6] },
    },
    {
      id: 'line-hit', type: 'line', ...source, metadata: { toggle: 'line' },
      paint: { 'line-color': '#000', 'line-opacity': 0, 'line-width': 10 },
    },
  );
  return layers;
}

/** What is selected: an area or a line by code, anything else by its position. */
function selectionLayers(): Layer[] {
  return [
    {
      id: 'selected-area', type: 'line', source: 'areas', 'source-layer': 'areas', filter: ['==', ['get', 'code'], ''],
      paint: { 'line-color': focus, 'line-width': 2.6 },
    },
    {
      id: 'selected-line', type: 'line', source: 'boundaries', 'source-layer': 'lines', filter: ['==', ['get', 'code'], ''],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': focus, 'line-width': 5, 'line-opacity': 0.75 },
    },
    {
      id: 'selected-shape', type: 'line', source: 'selection', filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': focus, 'line-width': 6, 'line-opacity': 0.45 },
    },
    {
      id: 'selected-point', type: 'circle', source: 'selection', filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 15, 'circle-color': focus, 'circle-opacity': 0.14, 'circle-stroke-color': focus, 'circle-stroke-width': 2.5 },
    },
  ];
}

function facilityLayers({ fonts, kinds }: Look): Layer[] {
  const source = { source: 'facilities', 'source-layer': 'facilities' } as const;
  const colour = kinds.size
    ? (['match', ['get', 'kind'], ...[...kinds].flatMap(([code, look]) => [code, look.colour]), inkSoft] as unknown as ExpressionSpecification)
    : inkSoft;
  const open: ExpressionSpecification = ['in', ['get', 'status'], ['literal', ['in_use', 'closed']]];
  return [
    {
      id: 'facility-dot', type: 'circle', ...source, metadata: { toggle: 'facility' },
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 1.6, 9, 2.6, 12, 4.5],
        'circle-color': ['case', open, colour, '#ffffff'],
        'circle-stroke-color': ['case', open, '#ffffff', colour],
        'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 6, 0.5, 12, 1.2],
        'circle-opacity': 0.9,
      },
    },
    {
      id: 'facility-icon', type: 'symbol', ...source, minzoom: 9.5, metadata: { toggle: 'facility' },
      layout: {
        'icon-image': ['concat', facilityImage('', '').slice(0, 9), ['get', 'kind'], ':', ['get', 'status']],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 9.5, 0.72, 13, 1],
        'icon-overlap': ['step', ['zoom'], 'never', 14, 'always'],
        'icon-padding': 1,
        // Of crowded ones the rarer kinds come first: those that a whole county shares.
        'symbol-sort-key': rarest(kinds),
        'text-field': ['step', ['zoom'], '', 13, ['get', 'name']],
        'text-optional': true, 'text-font': fonts, 'text-size': 12, 'text-offset': [0, 1.1], 'text-anchor': 'top', 'text-max-width': 8,
      },
      paint: { 'text-color': ink, 'text-halo-color': halo, 'text-halo-width': 1.4 },
    },
  ];
}

function rarest(kinds: KindLooks): ExpressionSpecification {
  const shared = [...kinds].filter(([, look]) => look.unit === 'county').map(([code]) => code);
  return ['case', ['in', ['get', 'kind'], ['literal', shared]], 0, ['==', ['get', 'kind'], 'village_cemetery'], 2, 1];
}

const group: ExpressionSpecification = ['slice', ['to-string', ['get', 'class_code']], 0, 2];
const classOf: ExpressionSpecification = ['to-string', ['get', 'class_code']];

function placeLayers({ fonts }: Look): Layer[] {
  const source = { source: 'places', 'source-layer': 'places' } as const;
  const colour = ['match', group, ...Object.entries(placeColours).flat(), ink] as unknown as ExpressionSpecification;
  const past: ExpressionSpecification = ['!=', ['get', 'status'], 'current'];
  return [
    ...placeShapes(fonts, colour, past),
    {
      id: 'place-dot', type: 'circle', ...source, minzoom: 8, filter: isPoint, metadata: { toggle: 'place', filter: isPoint },
      paint: {
        'circle-radius': [
          'interpolate', ['linear'], ['zoom'],
          8, ['match', classOf, '21400', 3.6, '21500', 2.2, 1.1],
          12, ['match', classOf, '21400', 4.5, '21500', 3.6, 2.4],
        ],
        'circle-color': ['match', classOf, ['21400', '21500'], '#fff', colour],
        'circle-stroke-color': colour,
        'circle-stroke-width': ['match', classOf, '21400', 2.2, '21500', 1.6, 0.4],
        'circle-opacity': ['case', past, 0.4, 1],
      },
    },
    {
      id: 'place-label', type: 'symbol', ...source, minzoom: 8, metadata: { toggle: 'place', filter: ['all', isLine(false), rankFilter()] as FilterSpecification },
      filter: ['all', isLine(false), rankFilter()] as FilterSpecification,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': fonts,
        'text-size': ['match', classOf, '21400', 15, '21500', 13, 12],
        'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.55, 'text-max-width': 9,
        'symbol-sort-key': ['match', classOf, '21300', 0, '21400', 1, '21500', 2, '22100', 3, '22200', 4, 5],
      },
      paint: { 'text-color': ['case', past, inkSoft, colour], 'text-halo-color': halo, 'text-halo-width': 1.5 },
    },
  ];
}

const isPoint: FilterSpecification = ['==', ['geometry-type'], 'Point'];
const isLine = (yes: boolean): FilterSpecification => [yes ? '==' : '!=', ['geometry-type'], 'LineString'];

/** Streets and rivers as lines with their names along them, areas by their outlines. */
function placeShapes(fonts: string[], colour: ExpressionSpecification, past: ExpressionSpecification): Layer[] {
  const source = { source: 'places', 'source-layer': 'places' } as const;
  const filter: FilterSpecification = ['!=', ['geometry-type'], 'Point'];
  const area: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];
  return [
    {
      id: 'place-area', type: 'fill', ...source, minzoom: 8, filter: area, metadata: { toggle: 'place', filter: area },
      paint: { 'fill-color': colour, 'fill-opacity': ['case', past, 0.04, 0.09] },
    },
    {
      id: 'place-line', type: 'line', ...source, minzoom: 8, filter, metadata: { toggle: 'place', filter },
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 12, 1.8, 16, 3.5], 'line-opacity': ['case', past, 0.4, 0.85] },
    },
    {
      id: 'place-hit', type: 'line', ...source, minzoom: 8, filter, metadata: { toggle: 'place', filter },
      paint: { 'line-color': '#000', 'line-opacity': 0, 'line-width': 10 },
    },
    {
      id: 'place-line-label', type: 'symbol', ...source, minzoom: 10.5, filter: isLine(true), metadata: { toggle: 'place', filter: isLine(true) },
      layout: { 'symbol-placement': 'line', 'symbol-spacing': 320, 'text-field': ['get', 'name'], 'text-font': fonts, 'text-size': 12, 'text-max-angle': 40 },
      paint: { 'text-color': ['case', past, inkSoft, colour], 'text-halo-color': halo, 'text-halo-width': 1.5 },
    },
  ];
}

/** Seats first, settlements and features nearer, committees and their areas last. */
function rankFilter(): FilterSpecification {
  return ['>=', ['zoom'], ['match', classOf, ['21300', '21400'], 8, '21500', 9, ['21610', '21620', '27610', '27620'], 12, 10.5]];
}

function markerLayers({ fonts }: Look): Layer[] {
  return [
    {
      id: 'marker-icon', type: 'symbol', source: 'boundaries', 'source-layer': 'markers', metadata: { toggle: 'markers' },
      layout: {
        'icon-image': ['match', ['get', 'status'], 'standing', 'marker:standing', 'marker:lost'],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 6, 0.62, 12, 1.1],
        'icon-overlap': 'always', 'icon-anchor': 'bottom',
        'text-field': ['step', ['zoom'], '', 10, ['get', 'number']],
        'text-optional': true, 'text-font': fonts, 'text-size': 11, 'text-offset': [0, 0.2], 'text-anchor': 'top',
      },
      paint: { 'text-color': '#8c1d18', 'text-halo-color': halo, 'text-halo-width': 1.4 },
    },
  ];
}

function areaLabels({ fonts }: Look): Layer[] {
  const label = (id: string, level: string, size: number, zooms: [number, number], spacing: number, toggle: string): Layer => ({
    id, type: 'symbol', source: 'areas', 'source-layer': 'area_labels', minzoom: zooms[0], maxzoom: zooms[1],
    filter: ['==', ['get', 'level'], level], metadata: { toggle },
    layout: { 'text-field': ['get', 'name'], 'text-font': fonts, 'text-size': size, 'text-letter-spacing': spacing, 'text-max-width': 8 },
    paint: { 'text-color': level === 'county' ? '#3c3a4a' : inkSoft, 'text-halo-color': halo, 'text-halo-width': 1.8 },
  });
  return [
    label('area-label-township', 'township', 11.5, [9, 24], 0.04, 'areas'),
    label('area-label-county', 'county', 17, [5, 10.5], 0.22, 'areas'),
  ];
}
