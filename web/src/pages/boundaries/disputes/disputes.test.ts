import { expect, test } from 'vitest';
import { type Dispute, disputeBody, lastStep, thingsOf, valuesOf } from './disputes';
import { keyOf, type LedgerRow, rowTone, thingsOfRows } from '../hazards/hazards';

test('chainages are typed in kilometres and sent in metres, and come back the same', () => {
  expect(disputeBody({ from_km: 0, to_km: 1.2004, title: '纠纷', involved: '' })).toEqual({ title: '纠纷', from_m: 0, to_m: 1200 });
  expect(valuesOf({ from_m: 1200, to_m: 4800 } as Dispute)).toMatchObject({ from_km: 1.2, to_km: 4.8 });
});

test('the last step is the latest of mediations and agreements', () => {
  expect(lastStep({ mediations: [], agreements: [] })).toBeUndefined();
  const mediations = [{ seq: 1, held_on: '2025-04-01', who: '', result: '' }];
  expect(lastStep({ mediations, agreements: [{ seq: 1, signed_on: '2025-06-01', document: '', note: '' }] })).toEqual({ what: 'agreement', on: '2025-06-01' });
});

test('a stretch is drawn with a point to click; one that may not be told is not drawn', () => {
  const dispute = { id: 'd', number: 1, state: 'open', geometry: { type: 'LineString', coordinates: [[1, 1], [2, 2], [3, 3]] } } as unknown as Dispute;
  expect(thingsOf([dispute]).map(({ geometry }) => geometry.type)).toEqual(['LineString', 'Point']);
  expect(thingsOf([{ ...dispute, geometry: null }])).toEqual([]);
});

test('rows of the list stand at their marker, those without one at their finding', () => {
  const row = { marker_id: 'm1', marker: 'A', finding_id: 'f1', finding_number: 1, state: 'reported', days_overdue: 0 } as LedgerRow;
  const onLine = { ...row, marker_id: null, marker: '', finding_id: 'f2', finding_number: 2 };
  const things = thingsOfRows([row, onLine], [{ id: 'm1', lon: 104, lat: 23 } as never], [{ id: 'f2', lon: 105, lat: 24 } as never]);
  expect(things.map(({ properties, geometry }) => [properties.key, properties.label, geometry.type === 'Point' && geometry.coordinates])).toEqual([[keyOf(row), 'A', [104, 23]], [keyOf(onLine), '№2', [105, 24]]]);
  expect(rowTone({ state: '', days_overdue: 0 })).toBe('well');
});
