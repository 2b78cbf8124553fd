import { expect, test } from 'vitest';
import { mapLink, readDoing, readSelection } from './params';

test.each([
  ['sel=place/0190-a', { kind: 'place', id: '0190-a' }],
  ['sel=line/532626000450000000', { kind: 'line', id: '532626000450000000' }],
  ['sel=planet/1', undefined],
  ['sel=place', undefined],
  ['sel=place/', undefined],
  ['', undefined],
])('%s', (query, want) => {
  expect(readSelection(new URLSearchParams(query))).toEqual(want);
});

test('what is done is one of the known things', () => {
  expect(readDoing(new URLSearchParams('do=new-marker'))).toBe('new-marker');
  expect(readDoing(new URLSearchParams('do=drop'))).toBeUndefined();
});

test('a link to a thing reads back as its selection', () => {
  const query = mapLink('marker', 'a b').split('?')[1];
  expect(readSelection(new URLSearchParams(query))).toEqual({ kind: 'marker', id: 'a b' });
});
