import { describe, expect, test } from 'vitest';
import { chainage, clockOf, columnOf, type Finding, nextStep, registering, reportHours, timeline } from './findings';
import { fieldPath } from './parts/useKeptForm';
import { placeOf, thingsOf, toneOf } from './places';
import { reportBody } from './report';
import { bodyOf, registrationBody, startOf } from './steps/body';

const finding: Finding = {
  id: 'f1', number: 7, kind: 'loss', marker_id: 'm1', marker: '0122001Q', line_code: null, lines: ['l1'], parties: ['532601'], chainage_m: null, lon: null, lat: null,
  description: '不见', found_at: '2026-11-01T00:00:00Z', reported_at: '2026-11-01T05:00:00Z', report_due_at: '2026-11-01T12:00:00Z', late: false, inspection_id: null, photos: [],
  state: 'reported', state_since: '2026-11-01T05:00:00Z', due_at: '2026-11-11T05:00:00Z', days_overdue: 0, neighbour_told_at: null, neighbour_told_how: '',
  visit_on: null, visitors: '', visit_note: '', decided_on: null, decision: '', decision_document: '', outcome: '', handled_on: null, handling: '',
  registration_document: '', registration_version: null, filed_on: null, filing_document: '', closed_on: null, author: 'li', author_name: '李工', version: 1, created_at: '', updated_at: '',
};

test('the board has a column for the neighbour who was told, and each column its next step', () => {
  const life: [Partial<Finding>, string, string | undefined][] = [
    [{}, 'reported', 'tell'], [{ neighbour_told_at: '2026-11-02T00:00:00Z' }, 'told', 'visit'], [{ state: 'joint_visit' }, 'visited', 'decide'],
    [{ state: 'decided' }, 'decided', 'handle'], [{ state: 'handled' }, 'handled', 'file'], [{ state: 'filed' }, 'filed', 'close'], [{ state: 'closed' }, 'filed', undefined],
  ];
  for (const [change, column, step] of life) {
    const one = { ...finding, ...change };
    expect(columnOf(one), one.state).toBe(column);
    expect(nextStep(one), one.state).toBe(step);
  }
});

describe('clocks', () => {
  const now = Date.parse('2026-11-11T05:00:00Z');
  test.each([
    ['2026-11-16T06:00:00Z', { key: 'days', count: 5 }],
    ['2026-11-12T04:00:00Z', { key: 'hours', count: 23 }],
    ['2026-11-11T04:50:00Z', { key: 'overdueHours', count: 1 }],
    ['2026-11-09T04:00:00Z', { key: 'overdue', count: 3 }],
    [null, { key: 'closed' }],
  ])('due %s', (due, wanted) => expect(clockOf(due, now)).toEqual(wanted));

  test('the report took five of twelve hours', () => expect(reportHours(finding)).toEqual({ took: 5, allowed: 12 }));
});

test('a marker that was gone, moved or replaced is registered anew; one that was mended may be', () => {
  expect(registering({ ...finding, outcome: 'restored' })).toBe('must');
  expect(registering({ ...finding, kind: 'damage', outcome: 'restored' })).toBe('may');
  expect(registering({ ...finding, kind: 'damage', outcome: 'replaced' })).toBe('must');
  expect(registering({ ...finding, outcome: 'no_action' })).toBe('no');
  expect(registering({ ...finding, marker_id: null, outcome: 'restored' })).toBe('no');
});

test('filing sends the new registration or the version that there is, never both', () => {
  const handled = { ...finding, state: 'handled' as const, outcome: 'moved_by_agreement' as const, handled_on: '2026-11-08', decision_document: '文民界3号', decided_on: '2026-11-05' };
  expect(startOf('file', handled)).toMatchObject({ how: 'new', registration: { valid_from: '2026-11-08', document: '文民界3号', document_on: '2026-11-05' } });
  const registration = { place: 'degrees', lon: 104.1, lat: 23.2, northing: 1, signed_by: ['甲', '乙'], witnesses: [{ text: '独立石', distance_m: 3.2 }, {}, undefined], note: '' };
  expect(bodyOf('file', { on: '2026-11-09', how: 'new', registration, registration_version: 3 }, handled)).toEqual({
    on: '2026-11-09', registration: { lon: 104.1, lat: 23.2, signed_by: ['甲', '乙'], witnesses: [{ text: '独立石', distance_m: 3.2 }] },
  });
  expect(bodyOf('file', { on: '2026-11-09', how: 'known', registration, registration_version: 3 }, handled)).toEqual({ on: '2026-11-09', registration_version: 3 });
  expect(bodyOf('file', { on: '2026-11-09', how: 'new', registration }, { ...handled, outcome: 'no_action' })).toEqual({ on: '2026-11-09' });
  expect(registrationBody({ place: 'same', lon: 1, northing: 2, height_m: 0 })).toEqual({ height_m: 0 });
});

test('a report says its place in one way only', () => {
  const typed = { kind: 'damage', line_code: 'l1', marker: '', chainage_km: 1.2345, lon: 104, lat: 23, description: '断', found_at: '2026-11-01T08:00' };
  expect(reportBody({ ...typed, where: 'chainage' })).toMatchObject({ chainage_m: 1235, line_code: 'l1' });
  expect(reportBody({ ...typed, where: 'chainage' })).not.toHaveProperty('lon');
  expect(reportBody({ ...typed, where: 'point' })).toMatchObject({ lon: 104, lat: 23 });
  expect(reportBody({ ...typed, marker: 'M', where: 'marker' })).toEqual({ kind: 'damage', line_code: 'l1', marker: 'M', description: '断', found_at: new Date('2026-11-01T08:00').toISOString() });
  expect(reportBody({ ...typed, where: 'point' }, 'i1')).toEqual({ kind: 'damage', description: '断', inspection_id: 'i1' });
});

test('a finding stands at its own place, else at its marker, else nowhere', () => {
  const marker = { id: 'm1', lon: 104.5, lat: 23.5 } as never;
  expect(placeOf({ ...finding, lon: 104, lat: 23 }, new Map())).toEqual([104, 23]);
  expect(placeOf(finding, new Map([['m1', marker]]))).toEqual([104.5, 23.5]);
  expect(thingsOf([finding], [])).toEqual([]);
  expect(toneOf({ state: 'reported', days_overdue: 2 })).toBe('overdue');
  expect(toneOf({ state: 'filed', days_overdue: 2 })).toBe('done');
});

test('the timeline has every step, those to come without a day', () => {
  const told = timeline({ ...finding, neighbour_told_at: '2026-11-02T00:00:00Z', neighbour_told_how: '电话' });
  expect(told.map((one) => one.at !== null)).toEqual([true, true, true, false, false, false, false, false]);
  expect(told[2]?.says).toEqual(['电话']);
});

test('fields of refusals are found inside groups and lists', () => {
  expect(fieldPath('registration.witnesses[1].text')).toEqual(['registration', 'witnesses', 1, 'text']);
  expect(fieldPath('body.on')).toEqual(['on']);
});

test('chainages read in kilometres and metres', () => {
  expect(chainage(12_345.4)).toBe('K12+345');
  expect(chainage(80)).toBe('K0+080');
});
