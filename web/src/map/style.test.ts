import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { layersOf } from '../pages/coverage/AreaMap';
import { burialWays } from '../pages/coverage/ledger';
import { baseStyle, type Bounds, graticuleLines, tileSource } from './base';
import { clickable, dataLayers, tilesets } from './layers';
import type { KindLook } from './symbols';

const bounds: Bounds = [103.4, 22.5, 106.2, 24.5];
const fonts = ['sans-serif'];

function mapStyle(kinds: [string, KindLook][], counties: string[]): StyleSpecification {
  const sources: StyleSpecification['sources'] = { selection: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } } };
  for (const name of tilesets) sources[name] = tileSource(name, { tiles: [], minzoom: 0, maxzoom: 14 });
  return baseStyle(bounds, sources, dataLayers({ fonts, counties, kinds: new Map(kinds) }), fonts);
}

test.each([
  ['with kinds and counties', mapStyle([['columbarium', { name: '骨灰堂', colour: '#47648c', symbol: 'hexagon', unit: 'county' }]], ['532601', '532622'])],
  ['of an empty database', mapStyle([], [])],
])('the style %s is valid', (_, style) => {
  expect(validateStyleMin(style).map((error) => error.message)).toEqual([]);
});

test('the choropleth is valid with every class of the ledger', () => {
  const classes = burialWays.map((key) => ({ key, label: key, paint: { pattern: `pattern:${key}` } }));
  const layers = layersOf('township', '5326', classes, new Map([['532601001', 'none']]));
  const style = baseStyle(bounds, { areas: tileSource('areas', { tiles: [] }) }, layers, fonts);
  expect(validateStyleMin(style).map((error) => error.message)).toEqual([]);
});

test('the style asks no other host for fonts, sprites or tiles', () => {
  const style = mapStyle([], []);
  expect(style.glyphs).toBeUndefined();
  expect(style.sprite).toBeUndefined();
  const addresses = JSON.stringify(style).match(/https?:\/\/[^"]+/g) ?? [];
  expect(addresses.every((one) => one.startsWith(window.location.origin))).toBe(true);
});

test('every layer that a click looks into exists', () => {
  const ids = mapStyle([], []).layers.map((layer) => layer.id);
  for (const [id] of clickable) expect(ids).toContain(id);
});

test('the graticule covers the bounds by whole degrees', () => {
  const labels = graticuleLines(bounds).features.map((one) => one.properties?.label as string);
  expect(labels).toEqual(expect.arrayContaining(['103°E', '106°E', '22°N', '24°N']));
});
