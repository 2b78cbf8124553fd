import { expect, test } from 'vitest';
import { type Alarm, alarmKey, alarmSpots, alarmWays, placesOf, signed, zoomOf } from './alarms';
import { countsOf, departure, type Fault, faultKey, faultSpots, linesOf, wantedFaults } from './checks';
import { findingBody, findingOfAlarm, findingOfFault } from './finding';
import { localNow } from './localNow';

const fault = (change: Partial<Fault>): Fault => ({
  kind: 'dangle', severity: 'error', line: 'A', line_name: '甲乙线', others: [], areas: [], marker_id: null, marker: '',
  lon: 104.1234567, lat: 23.5, measure: 12, unit: 'm', median: null, message: '端点悬空', ...change,
});
const faults = [
  fault({}), fault({ kind: 'sliver', others: ['B', 'C'] }), fault({ kind: 'length_departs', severity: 'warning', measure: 0.9, median: 1.2, unit: 'ratio' }),
];

const alarm: Alarm = {
  marker_id: 'm1', number: '0123001Q', type: 'single', state: 'moved', message: '移位', inspection_id: 'i1', observed_at: '2026-05-01T02:00:00Z', observer: '甲', device_id: 'd',
  position: null, taped: [], partners: [],
};

test('what is filtered is what is listed, counted and drawn; a count leaves its own filter aside', () => {
  expect(wantedFaults(faults, { kind: 'sliver', severity: '' })).toHaveLength(1);
  expect(faultSpots(wantedFaults(faults, { kind: '', severity: 'warning' })).map((one) => one.properties?.tone)).toEqual(['warning']);
  const counts = countsOf(faults, { kind: 'sliver', severity: 'error' });
  expect(counts.kinds).toEqual([{ kind: 'dangle', count: 1 }, { kind: 'sliver', count: 1 }]);
  expect(counts.severities).toEqual({ error: 1, warning: 0 });
});

test('a fault is known again by what and where it is', () => {
  expect(new Set(faults.map(faultKey)).size).toBe(3);
  expect(faultKey(fault({ lon: 104.12345671 }))).toBe(faultKey(fault({})));
  expect(linesOf(faults[1])).toEqual(['A', 'B', 'C']);
  expect(linesOf(undefined)).toEqual([]);
});

test('a ratio is told against the median of the set', () => {
  expect(departure(fault({ measure: 0.9, median: 1.2 }))).toBe('−25.0%');
  expect(departure(fault({ measure: 1.32, median: 1.2 }))).toBe('+10.0%');
  expect(departure(fault({}))).toBeUndefined();
});

test('an alarm stands where its marker is registered, with the way to where it was found', () => {
  const found: Alarm = { ...alarm, position: { grade: 'survey', lon: 104.2, lat: 23.2, registered_lon: 104.1, registered_lat: 23.1, offset_m: 3, bearing_deg: 10, sigma_observed_m: 0.1, sigma_registered_m: 0.1, threshold_m: 0.5, off: true } };
  const places = placesOf([{ id: 'm1', lon: 104, lat: 23 }, { id: 'm2', lon: null, lat: null }]);
  expect(alarmSpots([found], places)[0]?.geometry.coordinates).toEqual([104.1, 23.1]);
  expect(alarmSpots([alarm], places)[0]).toMatchObject({ properties: { id: alarmKey(alarm), label: '0123001Q' }, geometry: { coordinates: [104, 23] } });
  expect(alarmSpots([{ ...alarm, marker_id: 'm2' }], places)).toEqual([]);
  expect(alarmWays([alarm, found]).map((one) => one.geometry.type)).toEqual(['LineString', 'Point']);
  expect([zoomOf(found), zoomOf(alarm), zoomOf(undefined)]).toEqual([18.5, 16.5, 16.5]);
  expect(signed(-1.234)).toBe('−1.23');
});

test('a finding takes the place of its fault, and the inspection of its alarm where that found something itself', () => {
  const values = { kind: 'other', description: ' 端点悬空 ', found_at: '2026-05-01T10:00' } as const;
  expect(findingBody(findingOfFault(fault({})), values, undefined)).toMatchObject({ kind: 'other', line_code: 'A', lon: 104.1234567, lat: 23.5, description: '端点悬空' });
  expect(findingOfFault(fault({ marker: '0123001Q', marker_id: 'm1' }))).not.toHaveProperty('line_code');
  expect(findingBody(findingOfAlarm(alarm), values, ['intact'])).not.toHaveProperty('inspection_id');
  expect(findingBody(findingOfAlarm(alarm), values, ['moved'])).toMatchObject({ marker: '0123001Q', inspection_id: 'i1' });
  expect(localNow(new Date('2026-05-01T02:03:04Z'))).toMatch(/^2026-0[45]-\d\dT\d\d:03$/);
});
