import { expect, test } from 'vitest';
import type { Line } from '../../../api/types';
import { alongOf, byDistance, chainage, coveredShare, far, metresTo, patrolDue, type Profile, segmentsOf, type Station } from './field';

const station = (kind: Station['kind'], km: number, number = ''): Station => ({
  kind, chainage_km: km, lon: 104, lat: 23, number, lines: [], name: '', markers: number ? [{ id: number, number, lon: 104, lat: 23 }] : [],
});
const profile = (length: number, ...stations: Station[]): Profile => ({
  line_code: '1', line_name: '', line_level: 'county', agreed_length_km: null, geodesic_length_km: length, stations,
});
const ends = (p: Profile) => segmentsOf(p).map(({ from, to, fromNumber, toNumber }) => [from, to, fromNumber, toNumber]);

test('stretches lie between markers; long ones are cut evenly', () => {
  expect(ends(profile(26, station('start', 0, '1Q'), station('road', 2), station('marker', 6, '2Q'), station('end', 26)))).toEqual([
    [0, 6000, '1Q', '2Q'], [6000, 16_000, '2Q', ''], [16_000, 26_000, '', ''],
  ]);
});

test('a line without markers is one stretch, or several', () => {
  expect(ends(profile(4.2, station('start', 0), station('junction', 1), station('end', 4.2)))).toEqual([[0, 4200, '', '']]);
  expect(ends(profile(25, station('start', 0), station('end', 25))).length).toBe(3);
});

test('a marker at an end makes no stretch of no length', () => {
  expect(ends(profile(3, station('start', 0, '1Q'), station('marker', 0, '2Q'), station('end', 3)))).toEqual([[0, 3000, '2Q', '']]);
});

test('what stands at the ends of a stretch or between them belongs to it', () => {
  const [first, second] = segmentsOf(profile(8, station('start', 0), station('road', 2), station('marker', 5, '1Q'), station('end', 8)));
  expect(first?.stations.map((one) => one.kind)).toEqual(['start', 'road', 'marker']);
  expect(second?.stations.map((one) => one.kind)).toEqual(['marker', 'end']);
});

test('the share of a stretch that was walked', () => {
  expect(coveredShare({ from: 100, to: 200 }, [[0, 120], [150, 160], [190, 400]])).toBeCloseTo(0.4);
  expect(coveredShare({ from: 5, to: 5 }, [[0, 10]])).toBe(0);
});

test('lines come nearest first, by their course and not by their box', () => {
  const line = (code: string, ...coordinates: number[][]) => ({ code, geometry: { type: 'LineString', coordinates } }) as Line;
  const lines = [line('a', [104, 23], [105, 24]), line('b', [104.5, 23.4], [105, 23.4]), line('none')];
  expect(byDistance(lines, [104.6, 23.41]).map((one) => one.line.code)).toEqual(['b', 'a', 'none']);
  expect(byDistance(lines, undefined).map((one) => one.line.code)).toEqual(['a', 'b', 'none']);
});

test('where one is on a line, unless one is far from it', () => {
  expect(alongOf([[104, 23], [104.1, 23]], [104.05, 23.01])).toBeCloseTo(5125, -1);
  expect(alongOf([[104, 23], [104.1, 23]], [104.05, 24])).toBeUndefined();
  expect([50, 150, 320].map((along) => metresTo({ from: 100, to: 200, fromNumber: '', toNumber: '', stations: [] }, along))).toEqual([50, 0, 120]);
});

test('chainage and distance as they are said', () => {
  expect([0, 12_345, 999.6].map(chainage)).toEqual(['K0+000', 'K12+345', 'K1+000']);
  expect([3.4, 1234, 15_600, NaN].map(far)).toEqual(['3 m', '1.2 km', '16 km', '']);
});

test('due are lines of a plan, and the lines of its area that nobody walked', () => {
  const lines = [
    { code: '1', left_area: '532601', right_area: '532622', patrols: 0 },
    { code: '2', left_area: '532601', right_area: '532623', patrols: 2 },
    { code: '3', left_area: '532627', right_area: '532628', patrols: 0 },
  ];
  const plan = { area_code: null, line_code: null, until_on: '', state: 'pending' as const };
  expect([...patrolDue({ lines, plans: [{ ...plan, area_code: '532601' }, { ...plan, line_code: '9' }, { ...plan, line_code: '3', state: 'done' }] })]).toEqual(['1', '9']);
});
