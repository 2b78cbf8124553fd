/** The small decisions of the clean-up, review, national and rules pages, and of webhooks. */
import { expect, test } from 'vitest';
import { healthOf } from '../webhooks/hooks';
import { doingOf } from './cleanup/cleanup';
import { countOf, formOf, savingOf, valueText, withField } from './national/national';
import { checkBody, progress } from './reviews/reviews';
import { lists, mappingText, rowBody } from './rules/rules';

test('keys judge only by themselves', () => {
  const plain = { ctrlKey: false, altKey: false, metaKey: false };
  expect(doingOf({ key: 'e', ...plain })).toBe('exception');
  expect(doingOf({ key: 'ArrowDown', ...plain })).toBe('next');
  expect(doingOf({ key: 'r', ...plain, ctrlKey: true })).toBeUndefined();
  expect(doingOf({ key: 'q', ...plain })).toBeUndefined();
});

test('progress of a review is never rounded up to done', () => {
  expect(progress({ open: 1, mended: 999, accepted: 0 })).toBe(99);
  expect(progress({ open: 0, mended: 0, accepted: 0 })).toBe(100);
});

test('a check carries the parameters of its kind only', () => {
  const base = { class_prefix: ' 21 ', severity: 'error' as const, note: '', enabled: true, fields: ['pinyin'], whole: true };
  expect(checkBody({ ...base, kind: 'complete' })).toMatchObject({ class_prefix: '21', params: { fields: ['pinyin'] } });
  expect(checkBody({ ...base, kind: 'pinyin' }).params).toEqual({ whole: true });
  expect(checkBody({ ...base, kind: 'dates' }).params).toEqual({});
});

test('values of both sides read as text', () => {
  expect(valueText({ lon: 104.2, lat: 23.4 })).toBe('104.200000, 23.400000');
  expect(valueText(['甲', '', '乙'])).toBe('甲、乙');
  expect(valueText({ name: '𣲗水', lon: 104, lat: 23 })).toBe('𣲗水 · 104.000000, 23.000000');
  expect(valueText(null)).toBe('');
});

test('a mapping is saved when it is new or changed, and a field has one column', () => {
  const columns = [{ heading: '名称', field: 'name' }, { heading: '拼音', field: '' }];
  const mapping = { id: '1', name: 'm', columns, rules: {}, version: 2 };
  expect(savingOf({ ...mapping, version: 0 }, columns)).toBe('create');
  expect(savingOf(mapping, columns)).toBe('keep');
  const moved = withField(columns, 1, 'name');
  expect(moved.map(({ field }) => field)).toEqual(['', 'name']);
  expect(savingOf(mapping, moved)).toBe('change');
});

test('a file goes with what is known of it', () => {
  const form = formOf(new File(['x'], '导出.csv'), { export_version: '2026-03', area: undefined });
  expect([...form.keys()]).toEqual(['export_version', 'file']);
  expect((form.get('file') as File).name).toBe('导出.csv');
});

test('differences are counted by kind and state', () => {
  const counts = [{ kind: 'differs', field: 'name', state: 'open', count: 2 }, { kind: 'differs', field: 'pinyin', state: 'ours', count: 3 }] as const;
  expect(countOf([...counts], 'differs')).toBe(5);
  expect(countOf([...counts], 'differs', 'open')).toBe(2);
  expect(countOf(null, 'ambiguous')).toBe(0);
});

test('a row of a list is sent whole', () => {
  expect(rowBody(lists.generics, { text: ' 村 ', enabled: true })).toEqual({ text: '村', classes: [], reserved: false, size: null, note: '', enabled: true });
  expect(mappingText({ 22200: '22210', 22300: '', 22400: undefined })).toBe('22200:22210');
});

test('how deliveries go, in a word', () => {
  const hook = { active: true, failures: 0, waiting: 0, delivered_at: '2026-01-01T00:00:00Z' };
  expect([healthOf(hook), healthOf({ ...hook, failures: 2 }), healthOf({ ...hook, waiting: 1 }), healthOf({ ...hook, active: false }), healthOf({ ...hook, delivered_at: null })]).toEqual(['good', 'failing', 'waiting', 'paused', 'idle']);
});
