import { expect, test } from 'vitest';
import { refusalOf } from './refusal';

test('a refusal names the item by its number, never by a path', () => {
  const itemNo = (seq: number) => `第 ${seq} 条：`;
  expect(refusalOf({ field: 'items[seq=12].rule_reason', message: '须填写理由' }, itemNo)).toBe('第 12 条：须填写理由');
  expect(refusalOf({ field: 'reason', message: '必填' }, itemNo)).toBe('必填');
});
