import { expect, test } from 'vitest';
import { circle, distance, lengthOf, type LonLat, nearestOn, slice } from './geodesy';

const line: LonLat[] = [[104, 23], [104.1, 23], [104.1, 23.1]];

test('distances are those of the ellipsoid', () => {
  // As PostGIS measures them on its geography, SRID 4490.
  expect(distance([104, 23], [104.1, 23])).toBeCloseTo(10_252.25, 0);
  expect(distance([104.1, 23], [104.1, 23.1])).toBeCloseTo(11_074.47, 0);
});

test('the nearest point of a line has its distance and its chainage', () => {
  const found = nearestOn(line, [104.05, 23.001]);
  expect(found.distance).toBeCloseTo(110.75, 0);
  expect(found.along).toBeCloseTo(lengthOf(line.slice(0, 2)) / 2, 0);
  expect(nearestOn(line, [104.2, 23.2]).along).toBeCloseTo(lengthOf(line), 5);
  expect(nearestOn([], [104, 23]).distance).toBe(Infinity);
});

test('a stretch is cut out of a line across its corners', () => {
  const part = slice(line, 5000, 15_000);
  expect(lengthOf(part)).toBeCloseTo(10_000, 0);
  expect(part).toContainEqual([104.1, 23]);
  expect(slice(line, 0, 1e9).length).toBe(3);
});

test('the circle of accuracy is so far from its centre everywhere, and closed', () => {
  const ring = circle([104, 23], 12);
  for (const corner of ring) expect(distance([104, 23], corner)).toBeCloseTo(12, 1);
  expect(ring.at(-1)).toEqual(ring[0]);
});
