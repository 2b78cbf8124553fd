import { expect, test } from 'vitest';
import { mayRead, mayWrite } from './session';
import type { Session } from './types';

const session = (area: string): Session => ({
  account: { id: '1', login: 'li', name: '李', role: 'township_clerk', area_code: area, area_name: '' },
  may: { place: true, marker: false },
  public: [],
  schematic: false,
  prefecture: { code: '5326', name: '', bounds: null },
  version: 'test',
});

test.each([
  ['own township', '532601001', 'place', ['532601001'], true],
  ['other township', '532601001', 'place', ['532601002'], false],
  ['village of the own township', '532601001', 'place', ['532601001006'], true],
  ['prefecture holds all', '5326', 'place', ['532628100'], true],
  ['either party of a line', '532622', 'place', ['532601000', '532622000'], true],
  ['role does not allow', '5326', 'marker', ['532601'], false],
  ['no area known', '5326', 'place', [undefined], false],
] as const)('%s', (_, own, what, areas, want) => {
  expect(mayWrite(session(own), what, [...areas])).toBe(want);
});

test('without an account only opened layers are read', () => {
  const open = { ...session('5326'), account: null, public: ['places'] };
  expect(mayRead(open, 'places')).toBe(true);
  expect(mayRead(open, 'facilities')).toBe(false);
  expect(mayRead(session('532601001'), 'facilities')).toBe(true);
});

test('nobody signed in may write nothing', () => {
  expect(mayWrite({ ...session('5326'), account: null }, 'place', ['5326'])).toBe(false);
});
