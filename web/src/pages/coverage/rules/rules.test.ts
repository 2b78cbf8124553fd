import { expect, test } from 'vitest';
import type { CountingRule } from '../answer';
import { changeOf } from './rules';

const rule: CountingRule = { rule: 'distance', name: '按距离', definition: '', counts: 'people', parameters: { metres: 5000, share: 50 }, source: '规划', note: '', version: 3 };

test('only what a form changed is sent, with the reason', () => {
  expect(changeOf(rule, { metres: 5000, share: 50, source: '规划 ', note: '' })).toBeUndefined();
  expect(changeOf(rule, { metres: 5000, share: 50, source: '规划', note: '', reason: '没有变化' })).toBeUndefined();
  expect(changeOf(rule, { metres: 8000, share: 50, source: '', note: '', reason: ' 新规划 ' })).toEqual({ metres: 8000, source: '', reason: '新规划' });
});
