import { expect, test } from 'vitest';
import { type Answer, classify, type CoveredArea, stopsAround } from './answer';
import { rowsOf } from './Compare';
import { bodyOf } from './official/official';
import { linesOf } from './overlay';
import { draw } from './print/outline';

const near = { id: 'f1', name: '公墓', kind: 'township_cemetery', area: '532601001', lon: 104.2, lat: 23.3, precision: 'map', km: 1.25, minutes: null, full: false, planned: false };
const area: CoveredArea = {
  code: '532601001', name: '开化街道', county: '文山市', lon: 104.25, lat: 23.36, covered: true, state: 'served', count: 1, shared: 0,
  numerator: null, denominator: null, percent: null, tally: null, nearest_km: 1.25, nearest: near, eligible: near,
};

test('an area is shown by its state: no data is never "not covered"', () => {
  expect(classify(area, true)).toBe('covered');
  expect(classify({ ...area, count: 2 }, true)).toBe('many');
  expect(classify({ ...area, count: 2 }, true, 'people')).toBe('covered');
  expect(classify(area, false)).toBe('planned');
  expect(classify({ ...area, state: 'no_capacity' }, true)).toBe('strained');
  expect(classify({ ...area, state: 'out_of_reach', covered: false }, true)).toBe('uncovered');
  expect(classify({ ...area, state: 'out_of_reach', covered: false, basis: 'exempt' }, true)).toBe('exempt');
  expect(classify({ ...area, state: 'unknown', covered: false }, true)).toBe('unknown');
});

test('the arrows lead to the days of change before and after', () => {
  const stops = ['2020-01-01', '2021-04-30', '2021-12-31'];
  expect(stopsAround(stops, '2021-04-30')).toEqual({ before: '2020-01-01', after: '2021-12-31' });
  expect(stopsAround(stops, '2021-05-01')).toEqual({ before: '2021-04-30', after: '2021-12-31' });
  expect(stopsAround(stops, '2030-01-01')).toEqual({ before: '2021-12-31', after: undefined });
  expect(stopsAround([], '2030-01-01')).toEqual({ before: undefined, after: undefined });
});

test('rules stand side by side by area', () => {
  const answer = (rule: Answer['rule'], areas: CoveredArea[]) => ({ rule, areas }) as Answer;
  const rows = rowsOf([answer('presence', [area]), answer('distance', [{ ...area, state: 'out_of_reach', covered: false }, { ...area, code: '532622', name: '砚山县' }])]);
  expect(rows.map((one) => one.code)).toEqual(['532601001', '532622']);
  expect(rows[0]?.cells.get('presence')?.state).toBe('served');
  expect(rows[0]?.cells.get('distance')?.state).toBe('out_of_reach');
  expect(rows[1]?.cells.get('presence')).toBeUndefined();
});

test('lines lead to the facility that takes the people, with km', () => {
  const other = { ...near, id: 'f2', km: 3 };
  const village = { code: '532601001201', name: '村', people: 1, state: 'served' as const, lon: 104.3, lat: 23.4, nearest_km: 1.25, nearest: near, eligible: other, off_road_m: null, far_off: false };
  const lines = linesOf(area, { villages: [village, { ...village, lon: null }] } as unknown as Answer);
  expect(lines.features.map((one) => one.properties?.label)).toEqual(['1.3 km', '3.0 km']);
  expect(linesOf(undefined, undefined).features).toEqual([]);
});

test('outlines are drawn north up, holes included; nothing without any', () => {
  const square = [[[104, 23], [105, 23], [105, 24], [104, 24], [104, 23]], [[104.4, 23.4], [104.6, 23.4], [104.5, 23.6], [104.4, 23.4]]];
  const drawing = draw({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: { code: '1', name: '甲' }, geometry: { type: 'Polygon', coordinates: square } }] }, 100);
  expect(drawing?.paths[0]?.d.match(/M/g)).toHaveLength(2);
  expect(drawing?.at(104, 24)).toEqual([0, 0]);
  expect(drawing?.height).toBeGreaterThan(100);
  expect(draw({ type: 'FeatureCollection', features: [] }, 100)).toBeUndefined();
});

test('an emptied field is null in a change and left out of a new record', () => {
  expect(bodyOf({ a: '', b: undefined, c: 0 }, false)).toEqual({ a: null, b: null, c: 0 });
  expect(bodyOf({ a: '', b: undefined, c: 0 }, true)).toEqual({ c: 0 });
});
