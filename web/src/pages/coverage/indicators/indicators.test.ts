import { expect, test } from 'vitest';
import { lines, onBar, shown, topOf } from './indicators';

const figure = (value: number | null) => ({ value, numerator: null, denominator: null, missing: '' as const, year: null, reports: null, reports_due: null });
const goal = (base: number | null, target: number | null) => ({ area: '5326', base_year: 2020, base_value: base, target_year: 2025, target_value: target });

test('no data is no zero on the bar', () => {
  expect(onBar({ unit: 'percent', goal: goal(90, 100), current: figure(null), expected: 94 })).toEqual({ base: 0.9, target: 1, current: null, expected: 0.94 });
  expect(onBar({ unit: 'count', goal: goal(null, 8), current: figure(2), expected: null })).toEqual({ base: null, target: 1, current: 0.25, expected: null });
  expect(onBar({ unit: 'count', goal: goal(null, null), current: figure(0), expected: null }).current).toBe(0);
});

test('a line has a gap where there is no value', () => {
  const runs = lines(['2019-12-31', '2020-12-31', '2021-12-31', '2022-12-31'], [0, null, 50, 100], 100, 300, 40);
  expect(runs.map((run) => run.length)).toEqual([1, 2]);
  expect(runs[0]).toEqual([{ x: 0, y: 40 }]);
  expect(runs[1]?.[1]).toEqual({ x: 300, y: 0 });
});

test('a single day stands in the middle', () => {
  expect(lines(['2022-12-31'], [1], 2, 10, 10)).toEqual([[{ x: 5, y: 5 }]]);
});

test('figures as they are read', () => {
  expect([shown(90.4, 'percent'), shown(100, 'percent'), shown(20.77, 'per_1000'), shown(34, 'count'), shown(null, 'count')]).toEqual(['90.4%', '100.0%', '20.77', '34', '–']);
});

test('a chart holds what was reported too', () => {
  expect(topOf({ id: '', values: [1, null], expected: [2], reported: [{ as_of: '', value: 40, document: '', note: '' }] }, 'per_1000')).toBeCloseTo(42);
  expect(topOf({ id: '', values: [null], expected: [], reported: [] }, 'count')).toBe(1);
});
