import { expect, test } from 'vitest';
import { changeOf, goesOn, pointsOf } from './siting';

test.each([[0, 0, 'uncovered'], [0, 1, 'new'], [2, 5, 'more'], [3, 3, 'same']] as const)('%i before and %i after is %s', (demands_before, demands_after, want) => {
  expect(changeOf({ demands_before, demands_after })).toBe(want);
});

test('points without a position are not drawn', () => {
  const drawn = pointsOf([{ key: 'a', name: 'A', lon: 104, lat: 23, role: 'site' }, { key: 'b', name: 'B', lon: null, lat: null, role: 'left_out' }]);
  expect(drawn.features.map((one) => one.properties?.key)).toEqual(['a']);
});

test('a run goes on until it has ended', () => {
  expect(['queued', 'running', 'done', 'failed'].map((state) => goesOn(state as 'done'))).toEqual([true, true, false, false]);
});
