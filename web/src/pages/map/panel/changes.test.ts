import { expect, test } from 'vitest';
import { changesOf, show } from './changes';

test('only what differs, without the service’s own columns', () => {
  const changes = changesOf({
    before: { id: '1', name: '老街', version: 1, alt_names: [], lon: 104.2 },
    after: { id: '1', name: '新街', version: 2, alt_names: ['新街子'], lon: 104.2 },
  });
  expect(changes).toEqual([
    { field: 'name', before: '老街', after: '新街' },
    { field: 'alt_names', before: '–', after: '新街子' },
  ]);
});

test('a first version shows everything that it set', () => {
  expect(changesOf({ before: null, after: { name: '𣲗水', note: null } })).toEqual([
    { field: 'name', before: '–', after: '𣲗水' },
  ]);
});

test.each([
  [{ type: 'Point', coordinates: [104.2, 23.3] }, '104.2, 23.3'],
  [{ type: 'MultiPolygon', coordinates: [[[]]] }, 'MultiPolygon'],
  [true, '✓'],
  [0, '0'],
  [['a', 'b'], 'a、b'],
])('%j reads %s', (value, want) => {
  expect(show(value)).toBe(want);
});
