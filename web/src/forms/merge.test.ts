import { expect, test } from 'vitest';
import { diverged, filled, merged, patchOf } from './merge';

test('a patch holds only what changed, null for what was emptied', () => {
  const base = { name: '老街', pinyin: 'lao jie', alt_names: ['旧街'], meaning: '', lon: 104.2 };
  expect(patchOf(base, { ...base, name: '𣲗水', alt_names: [], meaning: undefined })).toEqual({ name: '𣲗水', alt_names: null });
});

test('nothing changed gives an empty patch', () => {
  expect(patchOf({ a: null, b: '', c: [] }, { a: '', b: undefined, c: null })).toEqual({});
});

test('creating sends only what was filled in', () => {
  expect(filled({ name: '新村', note: '', alt_names: [], lon: 0 })).toEqual({ name: '新村', lon: 0 });
});

test('fields changed by another are shown, conflicts marked', () => {
  const base = { name: '甲', meaning: 'a', status: 'current' };
  const theirs = { name: '乙', meaning: 'b', status: 'current' };
  const mine = { name: '丙', meaning: 'a', status: 'historic' };
  expect(diverged(base, theirs, mine, ['name', 'meaning', 'status'])).toEqual([
    { field: 'name', base: '甲', theirs: '乙', mine: '丙', conflict: true },
    { field: 'meaning', base: 'a', theirs: 'b', mine: 'a', conflict: false },
  ]);
});

test('both typed the same: no conflict', () => {
  expect(diverged({ n: 1 }, { n: 2 }, { n: 2 }, ['n'])[0]?.conflict).toBe(false);
});

test('merging keeps what the officer typed', () => {
  const theirs = { name: '乙', meaning: 'b', status: 'current' };
  const mine = { name: '丙', meaning: 'a', status: 'historic' };
  expect(merged(theirs, mine, ['meaning'])).toEqual({ name: '丙', meaning: 'b', status: 'historic' });
});
