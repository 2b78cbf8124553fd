import { expect, test } from 'vitest';
import { type Isochrones, isochroneOverlay, lookOf, minuteChoices } from '../isochrones/isochrones';
import { changed, minutesOf, pointOf, type TravelSettings } from './network';

const stored: TravelSettings = {
  walk_kmh: 5, off_road_limit_m: 5000, own_speeds: true, national_kmh: 60, provincial_kmh: 50, county_kmh: 40, township_kmh: 30, village_kmh: 20, version: 1,
};

test('only what differs is sent', () => {
  expect(changed(stored, { walk_kmh: 4, county_kmh: 40, own_speeds: false })).toEqual({ walk_kmh: 4, own_speeds: false });
  expect(changed(stored, { walk_kmh: 5 })).toEqual({});
});

test('the address may hold anything', () => {
  expect(minutesOf('10,20,30', minuteChoices)).toEqual([10, 20, 30]);
  for (const text of ['', '1', 'x']) expect(minutesOf(text, minuteChoices)).toEqual([15, 30, 60]);
  expect(pointOf('104.25,23.37')).toEqual({ lon: 104.25, lat: 23.37 });
  for (const text of ['', '104', 'a,b', '200,1', '1,91', '104,NaN']) expect(pointOf(text), text).toBeUndefined();
});

test('bands look apart: each has a look of its own', () => {
  for (const n of [1, 2, 3, 4, 5, 6]) expect(new Set(Array.from({ length: n }, (_, i) => lookOf(i, n))).size).toBe(n);
});

test('an answer becomes bands with their minutes and starting points', () => {
  const answer: Isochrones = {
    network: 'v', sources: [{ id: null, name: '', lon: 104, lat: 23, off_road_m: 3, beyond: false, part: 1 }],
    features: [15, 30].map((minutes) => ({ type: 'Feature', geometry: { type: 'MultiPolygon', coordinates: [] }, properties: { minutes, area_km2: 1, resolution_m: 20 } })),
  };
  const overlay = isochroneOverlay(answer, (one) => `${one} min`);
  expect(Object.keys(overlay.sources)).toEqual(['isochrones', 'isochrone-sources']);
  expect(overlay.layers.every((one) => 'source' in one && one.source in overlay.sources)).toBe(true);
  expect(JSON.stringify(overlay.sources)).toContain('30 min');
  expect(isochroneOverlay(undefined, String).layers).toEqual([]);
});
