import { describe, expect, test } from 'vitest';
import { none } from '../../../lib/format';
import { show } from '../../map/panel/changes';
import { parts } from './Changed';
import type { ChangeSet, FieldRow, SetMay } from './changes';
import { boundsOf } from '../../../map/bounds';
import { shapesOf } from './ItemMap';
import { choicesOf, diffRow, progress, sampleSize, sampling, shapeText, stepsOf, typedValue, wantsRuleReason } from './rows';
import { sources, taskOf } from './useWork';

const row = (more: Partial<FieldRow>): FieldRow => ({ field: 'name', base: '下吴坝', current: '下吴坝', proposed: '下𣲗坝', state: 'clean', decision: null, holder: null, ...more });
const read = (_: string, value: unknown) => show(value);
const decision = (choice: 'mine' | 'theirs' | 'value', value: unknown = null) => ({ choice, value, version: 2, by: 'li', at: '' });

describe('a row of the diff', () => {
  test('is before and after while the entry stands still', () => {
    expect(diffRow(row({}), read)).toEqual({ field: 'name', before: '下吴坝', after: '下𣲗坝', now: undefined, state: 'clean' });
  });

  test('shows the present value too once somebody else changed it', () => {
    expect(diffRow(row({ current: '下武坝', state: 'conflict' }), read)).toMatchObject({ before: '下吴坝', now: '下武坝', after: '下𣲗坝' });
  });

  test.each([
    [decision('mine'), '下𣲗坝'],
    [decision('theirs'), '下武坝'],
    [decision('value', '下呉坝'), '下呉坝'],
  ])('ends where the decision leads: %o', (chosen, after) => {
    expect(diffRow(row({ current: '下武坝', state: 'decided', decision: chosen }), read).after).toBe(after);
  });

  test('an emptied value reads as nothing', () => {
    expect(diffRow(row({ proposed: null }), read).after).toBe(none);
  });
});

describe('choices of a conflict', () => {
  test.each([
    ['a text', row({}), ['mine', 'theirs', 'value']],
    ['a list of texts', row({ field: 'alt_names', proposed: ['甲'] }), ['mine', 'theirs', 'value']],
    ['a position', row({ field: 'position', proposed: { type: 'Point' } }), ['mine', 'theirs']],
    ['name forms', row({ field: 'names', proposed: [] }), ['mine', 'theirs']],
    ['a code of another entry', row({ field: 'place_code', holder: { id: 'x', name: '乙' } }), ['theirs', 'value']],
    ['an entry that was retired', row({ field: 'entry', current: 'retired' }), ['theirs']],
    ['an addition that exists by now', row({ field: 'entry', current: '老街' }), ['theirs']],
    ['a retirement whose entry moved on', row({ field: 'entry', current: { name: '老街' } }), ['mine', 'theirs']],
  ])('%s', (_, one, choices) => {
    expect(choicesOf(one)).toEqual(choices);
  });

  test('what is typed takes the shape of the field', () => {
    expect(typedValue('name', ' 𣲗水 ')).toBe('𣲗水');
    expect(typedValue('alt_names', '甲、乙，丙')).toEqual(['甲', '乙', '丙']);
    expect(typedValue('registered_on', '')).toBeNull();
  });
});

test('the part that differs is marked by characters', () => {
  expect(parts('下吴坝', '下𣲗坝')).toEqual(['下', '吴', '坝']);
  expect(parts('下𣲗坝', '下吴坝')).toEqual(['下', '𣲗', '坝']);
  expect(parts('大村', '大大村')).toEqual(['大', '', '村']);
});

test('a shape reads as degrees or as a number of points', () => {
  const points = (kind: string, count: number) => `${kind} · ${count}`;
  expect(shapeText({ type: 'Point', coordinates: [104.25, 23.36] }, points)).toBe('104.250000, 23.360000');
  expect(shapeText({ type: 'MultiPolygon', coordinates: [[[[1, 1], [2, 2], [1, 1]]]] }, points)).toBe('area · 2');
  expect(shapeText(null, points)).toBe(none);
});

const no: SetMay = { edit: false, submit: false, review: false, return: false, publish: false, withdraw: false, approve: false, resolve: false, revert: false };
const counts: ChangeSet['counts'] = { items: 40, added: 0, modified: 40, deleted: 0, accepted: 0, returned: 0, open: 40, sampled: 0, conflicts: 0, findings: 0 };

describe('the buttons of a set', () => {
  test.each([
    ['the author of a draft', { ...no, edit: true, submit: true, withdraw: true }, ['submit', 'withdraw']],
    ['a reviewer', { ...no, review: true, return: true }, ['accept', 'return']],
    ['a reviewer of an accepted set', { ...no, publish: true, return: true }, ['publish', 'return']],
    ['after publication', { ...no, revert: true }, ['revert']],
    ['a reader', no, []],
  ])('%s', (_, may, steps) => {
    expect(stepsOf({ may })).toEqual(steps);
  });

  test('a sample is drawn of corrections, and the rest accepted once there is one', () => {
    const may = { ...no, review: true };
    expect(sampling({ stream: 'correction', may, counts })).toBe('draw');
    expect(sampling({ stream: 'correction', may, counts: { ...counts, sampled: 5 } })).toBe('rest');
    expect(sampling({ stream: 'naming', may, counts })).toBe('none');
    expect(sampling({ stream: 'correction', may: no, counts })).toBe('none');
    expect([1, 40, 400].map(sampleSize)).toEqual([1, 5, 20]);
  });

  test('the line of steps stops where a set was returned', () => {
    expect(progress('returned')).toEqual({ current: 1, status: 'error' });
    expect(progress('published')).toEqual({ current: 3, status: 'finish' });
  });
});

test('a rule that speaks against the name wants a reason', () => {
  const finding = { rule: 'duplicate', severity: 'error' as const, article: '', field: 'name', message: '', conflicts: [], more: 0 };
  expect(wantsRuleReason({ findings: [finding], rule_reason: ' ' })).toBe(true);
  expect(wantsRuleReason({ findings: [finding], rule_reason: '历史沿用' })).toBe(false);
  expect(wantsRuleReason({ findings: [{ ...finding, severity: 'warning' }], rule_reason: '' })).toBe(false);
});

test('the small map holds before and after with some country around', () => {
  const point = (x: number) => ({ type: 'Point' as const, coordinates: [x, 23] });
  const moved = shapesOf({ geometry: { base: point(104), before: point(104), after: point(105) } });
  expect(moved.map((one) => one.properties?.part as string)).toEqual(['before', 'after']);
  expect(boundsOf(moved.map((one) => one.geometry))).toEqual([103.7, 22.7, 105.3, 23.3]);
  expect(shapesOf({ geometry: { base: point(103), before: point(104), after: point(104) } }).map((one) => one.properties?.part as string)).toEqual(['base', 'before']);
});

test('an accepted set waits only for those who can do something about it', () => {
  const source = sources.find((one) => one.key === 'publish');
  if (!source) throw new Error('no such list');
  const items = [{ id: '1', may: { ...no, publish: true } }, { id: '2', may: no }];
  expect(taskOf(source, { items, next: null }, false)).toMatchObject({ count: 1, more: false });
  expect(taskOf(source, undefined, false).count).toBeUndefined();
});
