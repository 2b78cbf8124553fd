import { expect, test } from 'vitest';
import { sketchOf } from './sketch';

test('north is up, east to the right, the farthest at the edge', () => {
  const { points, rings } = sketchOf([
    { seq: 1, text: '北', bearing_deg: 0, distance_m: 50 }, { seq: 2, text: '东', bearing_deg: 90, distance_m: 25 }, { seq: 3, text: '无', bearing_deg: null, distance_m: 9 },
  ], 100);
  expect(points).toHaveLength(2);
  expect(points[0]?.x).toBeCloseTo(0);
  expect(points[0]?.y).toBeCloseTo(-100);
  expect(points[1]?.x).toBeCloseTo(50);
  expect(points[1]?.y).toBeCloseTo(0);
  expect(rings.at(-1)).toEqual({ metres: 40, r: 80 });
});

test('without witnesses there is a sketch of the marker alone', () => {
  expect(sketchOf([], 100).points).toEqual([]);
});
