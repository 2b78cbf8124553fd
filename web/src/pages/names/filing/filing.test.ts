import { expect, test } from 'vitest';
import { bureauFor, moved, ownTexts, type Settings } from './filing';

const settings: Settings = { area: '532601', warn_days: 5, texts: { issuer: '{area}民政局', report_closing: '特此报告。', number: '〔{year}〕{serial}' }, own: ['number'], version: 2 };

test('only what the bureau words itself is sent; an emptied text is taken over from above', () => {
  expect(ownTexts({ ...settings.texts }, settings)).toEqual({ number: '〔{year}〕{serial}' });
  expect(ownTexts({ ...settings.texts, issuer: '文山市民政局' }, settings)).toEqual({ issuer: '文山市民政局', number: '〔{year}〕{serial}' });
  expect(ownTexts({ ...settings.texts, number: ' ' }, settings)).toEqual({});
});

test('a closing may be empty by intent', () => {
  expect(ownTexts({ ...settings.texts, report_closing: '' }, settings)).toMatchObject({ report_closing: '' });
});

test('names of a draft move by one and not over the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

test('the authority’s bureau announces where the account answers for it', () => {
  expect(bureauFor('5326', '532601')).toBe('532601');
  expect(bureauFor('532601', '5326')).toBe('532601');
  expect(bureauFor('532601001', '532601')).toBe('532601');
  expect(bureauFor('', '')).toBeUndefined();
});
