import { expect, test } from 'vitest';
import { distanceText, linesOf, metresOf, shorten } from './changed';
import { type Changed, nextStates, refusedRows } from './ledger';
import { featuresOf } from './mapStyle';
import { boxOf, boxText } from '../../../map/box';

const change = (field: string, before: unknown, after: unknown): Changed => ({ field, before, after });
const read = (_: string, value: unknown) => (value === null ? '–' : String(value));

test('coordinates and shape make one line: the position moved', () => {
  const lines = linesOf([change('name', '上村', '下村'), change('lon', 104.25, 104.26), change('lat', 23.5, 23.5), change('geometry', 'LineString (3)', 'LineString (4)')], read);
  expect(lines.map((one) => one.field)).toEqual(['name', 'position']);
  expect(lines[0]).toEqual({ field: 'name', before: '上村', after: '下村' });
  expect(lines[1]?.move?.metres).toBeCloseTo(1019.7, 0);
  expect(lines[1]?.before).toBe('104.250000, 23.500000');
});

test('a position that was added has no distance', () => {
  const [line] = linesOf([change('lon', null, 104.25), change('lat', null, 23.5)], read);
  expect(line?.move).toEqual({ metres: null, from: '–', to: '104.250000, 23.500000' });
});

test('a shape alone says what it was', () => {
  const [line] = linesOf([change('geometry', 'LineString (3)', 'LineString (9)')], read);
  expect(line?.move).toEqual({ metres: null, from: 'LineString (3)', to: 'LineString (9)' });
});

test('one coordinate alone moved along its axis', () => {
  expect(metresOf(undefined, change('lat', 23.5, 23.501))).toBeCloseTo(111.2, 1);
  expect(distanceText(111.2)).toEqual({ unit: 'metres', value: '111' });
  expect(distanceText(4.26)).toEqual({ unit: 'metres', value: '4.3' });
  expect(distanceText(12_340)).toEqual({ unit: 'kilometres', value: '12.3' });
});

test('long texts are cut between characters, also beyond the basic plane', () => {
  expect(shorten('𣲗'.repeat(30), 3)).toBe('𣲗𣲗𣲗…');
  expect(shorten('𣲗𣲗𣲗', 3)).toBe('𣲗𣲗𣲗');
});

test('only steps that some row can take are offered, taking back to reviewers alone', () => {
  const rows = (['unreported', 'reported'] as const).map((state) => ({ national: { state, reported_on: null, taken_in_on: null, returned_on: null, reason: '', export_version: '' } }));
  expect(nextStates(rows, false)).toEqual(['reported', 'taken_in', 'returned']);
  expect(nextStates(rows, true)).toContain('unreported');
  expect(nextStates([], true)).toEqual([]);
});

test('refusals are found by their place in the list that was sent', () => {
  const refused = refusedRows(['a', 'b', 'c'], [{ field: 'edits[1]', message: '甲' }, { field: '/edits[1]/on', message: '乙' }, { field: 'on', message: '丙' }, { field: 'edits[9]', message: '丁' }]);
  expect([...refused]).toEqual([['b', '甲；乙']]);
});

test('a box keeps within the globe and reads back; nonsense is no box', () => {
  const box = boxText({ getWest: () => -200, getSouth: () => 22.1234567, getEast: () => 106, getNorth: () => 95 });
  expect(box).toBe('-180.0000,22.1235,106.0000,90.0000');
  expect(boxOf(box)).toEqual([-180, 22.1235, 106, 90]);
  expect(boxOf('map')).toBeUndefined();
});

test('rows without a position are not on the map', () => {
  expect(featuresOf([])).toEqual([]);
});
