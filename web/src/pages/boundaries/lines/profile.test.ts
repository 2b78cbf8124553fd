import { expect, test } from 'vitest';
import type { PlacedMark, Station } from './lines';
import { aside, heightsOf, largestOffset, levels, rowsOf, ticks } from './profile';

const mark = (offset_m: number, height_m: number | null = null): PlacedMark => ({ id: String(offset_m), number: '1', offset_m, height_m, lon: 104, lat: 23 });
const station = (chainage_km: number, markers: PlacedMark[] = []): Station => ({ kind: 'marker', chainage_km, lon: 104, lat: 23, number: '', markers, lines: [], name: '' });

test.each([
  [103.313, 1000, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]],
  [103.313, 300, [0, 50, 100]],
  [0.42, 700, [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]],
  [24, 240, [0, 10, 20]],
])('%f km on %i pixels is marked at round distances', (length, width, wanted) => {
  expect(ticks(length, width)).toEqual(wanted);
});

test('a line without a length, or a page without a width, has its beginning only', () => {
  expect(ticks(0, 500)).toEqual([0]);
  expect(ticks(10, 0)).toEqual([0]);
});

test('labels that would overlap go up a row; where there is no row left they are dropped', () => {
  const at = (...xs: number[]) => xs.map((x) => ({ at: x, width: 50 }));
  expect(rowsOf(at(0, 100, 200), 2)).toEqual([0, 0, 0]);
  expect(rowsOf(at(0, 20, 40, 60), 2)).toEqual([0, 1, -1, 0]);
});

test('markers on the line stand on it, those on the banks apart, the farther the more', () => {
  expect(aside(0.04, 80)).toBe(0);
  expect(aside(null, 80)).toBe(0);
  expect(aside(-80, 80)).toBeCloseTo(-1);
  const [near, far] = [aside(20, 80), aside(60, 80)];
  expect(near).toBeGreaterThan(0.35);
  expect(far).toBeGreaterThan(near);
  expect(largestOffset([station(0, [mark(-46), mark(38)]), station(1)])).toBe(46);
});

test('heights need two stations; a pair stands for itself once', () => {
  expect(heightsOf([station(0, [mark(0, 1200)]), station(5)])).toBeUndefined();
  const found = heightsOf([station(0, [mark(-40, 1290), mark(40, 1270)]), station(5), station(19, [mark(0, 1623.3)])]);
  expect(found?.points).toEqual([{ index: 0, km: 0, height: 1280 }, { index: 2, km: 19, height: 1623.3 }]);
  expect(found).toMatchObject({ low: 1200, high: 1800 });
  expect(levels(found ?? { low: 0, high: 1 })[0]).toBe(1200);
});

test('two markers of one height still have a scale', () => {
  const flat = heightsOf([station(0, [mark(0, 1500)]), station(5, [mark(0, 1500)])]);
  expect((flat?.high ?? 0) - (flat?.low ?? 0)).toBeGreaterThan(0);
});
