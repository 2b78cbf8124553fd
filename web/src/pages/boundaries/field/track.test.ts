import { expect, test } from 'vitest';
import { featureOf, simplify, trackLength, type TrackPoint, worthKeeping } from './track';

/** So many metres east of a place, a second later for each. */
const east = (metres: number, north = 0, accuracy = 5): TrackPoint => [104 + metres / 102_502, 23 + north / 110_753, accuracy, 1_700_000_000_000 + metres * 1000];

test.each<[string, TrackPoint | undefined, TrackPoint, boolean]>([
  ['the first fix', undefined, east(0), true],
  ['a coarse one', undefined, east(0, 0, 400), false],
  ['a step', east(0), east(8), true],
  ['a step within the noise', east(0, 0, 30), east(8, 0, 30), false],
  ['standing still for a minute', east(0, 0, 200), [104, 23, 30, 1_700_000_060_000], true],
  ['one that is older', east(20), east(0), false],
])('%s', (_, last, next, want) => {
  expect(worthKeeping(last, next)).toBe(want);
});

test('what lies on the way between its neighbours is left out, corners stay', () => {
  const walk = [...Array.from({ length: 50 }, (_, i) => east(i * 10, i % 2)), east(500, 100), east(500, 200)];
  const kept = simplify(walk);
  expect(kept.length).toBeLessThan(6);
  expect(kept[0]).toBe(walk[0]);
  expect(kept.at(-1)).toBe(walk.at(-1));
  expect(Math.abs(trackLength(kept) / trackLength(walk) - 1)).toBeLessThan(0.02);
});

test('a walk out and back keeps its far end', () => {
  const walk = [east(0), east(50), east(100), [104 + 50 / 102_502, 23, 5, 1_700_000_200_000], [104, 23, 5, 1_700_000_300_000]] as TrackPoint[];
  expect(trackLength(simplify(walk))).toBeCloseTo(200, 0);
});

test('what is sent has a time and an accuracy to each point; one point is no track', () => {
  const feature = featureOf([east(0), east(40, 30), east(80)]);
  expect(feature?.geometry.coordinates.length).toBe(3);
  expect(feature?.properties?.coordTimes).toHaveLength(3);
  expect(feature?.properties?.accuracies_m).toEqual([5, 5, 5]);
  expect(featureOf([east(0)])).toBeUndefined();
  expect(featureOf([])).toBeUndefined();
});
