import { expect, test } from 'vitest';
import { chainage, coarsePosition, decimals, precisionOf } from './coarse';

test.each([[1, 5], [10, 4], [100, 3], [500, 3], [1000, 2], [5000, 2], [10000, 1]])('a cell of %i m tells %i decimals of a degree', (metres, wanted) => {
  expect(decimals(metres)).toBe(wanted);
});

test('a coarse position has no digits that are not true, an exact one all of them', () => {
  expect(coarsePosition(104.427803, 23.313675, 0)).toBe('104.427803°E 23.313675°N');
  expect(coarsePosition(104.425, 23.315, 1000)).toBe('104.42°E 23.32°N');
  expect(coarsePosition(null, null, 1000)).toBe('–');
});

test('kilometres along a line are as fine as the cell', () => {
  expect(chainage(19.067055, 0)).toBe('19.067');
  expect(chainage(19.1, 100)).toBe('19.1');
  expect(chainage(19.07, 10)).toBe('19.07');
  expect(chainage(19, 1000)).toBe('19');
});

test('a session without a word on precision reads exactly', () => {
  expect(precisionOf({})).toEqual({ lines: 0, markers: 0, inspections: 0 });
  expect(precisionOf({ precision: { lines_m: 500, markers_m: 1000, inspections_m: 1000 } }).markers).toBe(1000);
});
