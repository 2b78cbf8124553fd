import { expect, test } from 'vitest';
import { apart, joined, middleOf, onePosition, partsOf, pointCount, type Shape, split, undrawable, whole, wholePosition } from './shape';
import { readShape, textOf } from './text';

const line: Shape = { type: 'LineString', coordinates: [[104.1, 23.1], [104.2, 23.2]] };
const square: Shape = { type: 'Polygon', coordinates: [[[1, 1], [2, 1], [2, 2], [1, 1]]] };

test('the form’s choice of kind says which position is meant', () => {
  expect(onePosition({ lon: 104, lat: 23, geometry: line })).toEqual({ geometry: line });
  expect(onePosition({ shape: 'point', lon: 104, lat: 23, geometry: line })).toEqual({ lon: 104, lat: 23 });
  expect(onePosition({ shape: 'area', lon: 104, lat: 23, geometry: line })).toEqual({});
  expect(onePosition({ shape: 'line', geometry: '104.1' })).toEqual({});
});

test('a moved entry says its whole position', () => {
  expect(wholePosition({ name: '甲' }, { geometry: line })).toEqual({ name: '甲' });
  expect(wholePosition({ lat: 24 }, { lon: 104, lat: 24 })).toEqual({ lon: 104, lat: 24 });
  expect(wholePosition({ lon: null, lat: null, geometry: line }, { geometry: line })).toEqual({ geometry: line });
  expect(wholePosition({ lon: 1, lat: 2, geometry: null }, { lon: 1, lat: 2 })).toEqual({ lon: 1, lat: 2 });
  expect(wholePosition({ geometry: null }, {})).toEqual({ lon: null, lat: null });
});

test('for comparing, a position is one value, and falls apart again', () => {
  expect(joined({ name: '甲', lon: 1, lat: 2 })).toEqual({ name: '甲', position: { type: 'Point', coordinates: [1, 2] } });
  expect(apart(joined({ geometry: line }))).toEqual({ shape: 'line', geometry: line });
  expect(split({ type: 'Point', coordinates: [1, 2] })).toEqual({ shape: 'point', lon: 1, lat: 2 });
  expect(split(null)).toEqual({ shape: 'point' });
});

test('parts come together as they were', () => {
  const two: Shape = { type: 'MultiLineString', coordinates: [line.coordinates, [[1, 1], [2, 2]]] } as Shape;
  expect(whole(partsOf(two))).toEqual(two);
  expect([whole([]), pointCount(two), pointCount(square)]).toEqual([undefined, 4, 3]);
  const holed: Shape = { type: 'Polygon', coordinates: [square.coordinates[0] as never, square.coordinates[0] as never] };
  expect([undrawable(square), undrawable(holed)]).toEqual([undefined, 'holes']);
  expect(undrawable({ type: 'LineString', coordinates: Array.from({ length: 2001 }, (_, i) => [i / 100, 1]) })).toBe('points');
});

test('a point says where a line or an area lies', () => {
  expect([middleOf(line), middleOf({ type: 'Polygon', coordinates: [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]] })]).toEqual([[104.2, 23.2], [1, 1]]);
});

test('what the field shows it reads again', () => {
  const parts: Shape = { type: 'MultiPolygon', coordinates: [square.coordinates, [[[5, 5], [6, 5], [6, 6], [5, 5]]]] as never };
  const holed: Shape = { type: 'Polygon', coordinates: [...square.coordinates, ...square.coordinates] as never };
  for (const shape of [square, parts, holed]) expect(readShape(textOf(shape), 'area')).toEqual({ shape });
  expect(readShape(textOf(line), 'line')).toEqual({ shape: line });
  expect(textOf('写到一半')).toBe('写到一半');
});

test('lists as people write them', () => {
  expect(readShape('104.1,23.1\n104.2，23.2', 'line')).toEqual({ shape: line });
  expect(readShape(' 104.1\t23.1 \r\n104.2 23.2 1430\n\n', 'line')).toEqual({ shape: line });
  expect(readShape('1 1\n2 1\n2 2', 'area')).toEqual({ shape: square });
});

test('GeoJSON of any wrapping', () => {
  const feature = { type: 'Feature', properties: {}, geometry: line };
  for (const node of [line, feature, { type: 'FeatureCollection', features: [feature] }]) expect(readShape(JSON.stringify(node), 'line')).toEqual({ shape: line });
  const both = readShape(JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] }), 'line');
  expect(both.shape?.type).toBe('MultiLineString');
  expect(readShape(JSON.stringify({ ...line, crs: { properties: { name: 'urn:ogc:def:crs:EPSG::4490' } } }), 'line').shape).toBeDefined();
});

test.each([
  ['', 'line', { key: 'none' }],
  ['104.1,23.1', 'line', { key: 'fewLine' }],
  ['1 1\n2 2', 'area', { key: 'fewArea' }],
  ['1 1\n2 2\n1 1', 'area', { key: 'fewArea' }],
  ['104.1,23.1\n东经104度', 'line', { key: 'line', line: 2 }],
  ['104.1,23.1\n104.2', 'line', { key: 'line', line: 2 }],
  ['104.1,23.1\n\n23.2,104.2', 'line', { key: 'swapped', line: 3 }],
  ['204.1,23.1', 'line', { key: 'range', line: 1 }],
  ['{"type":"LineString"', 'line', { key: 'json' }],
  ['{"type":"Feature","geometry":null}', 'line', { key: 'none' }],
  ['[1,2]', 'line', { key: 'none' }],
  ['{"type":"LineString","coordinates":[["a",1],[2,3]]}', 'line', { key: 'none' }],
  ['{"type":"LineString","coordinates":[]}', 'area', { key: 'kind' }],
  ['{"type":"Point","coordinates":[1,2]}', 'line', { key: 'kind' }],
  ['{"type":"LineString","coordinates":[[1,2],[3,4]],"crs":{"type":"name","properties":{"name":"EPSG:3857"}}}', 'line', { key: 'crs' }],
] as const)('refused: %j as %s', (text, kind, refusal) => {
  expect(readShape(text, kind).refusal).toEqual(refusal);
});
