import { expect, test } from 'vitest';
import type { Condition } from '../api/types';
import { reconcile } from './conditions';

test.each<[string, Condition[], Condition, Condition[]]>([
  ['a fault ends intact', ['intact'], 'tilted', ['tilted']],
  ['intact ends faults, not dangers', ['faded', 'endangered'], 'intact', ['endangered', 'intact']],
  ['a changed witness goes with intact', ['intact'], 'witness_changed', ['intact', 'witness_changed']],
  ['not reached stands alone', ['damaged', 'moved'], 'unreached', ['unreached']],
  ['a finding means reached', ['unreached'], 'lost', ['lost']],
  ['faults add up', ['tilted'], 'damaged', ['tilted', 'damaged']],
])('%s', (_, before, added, want) => {
  expect(reconcile([...before, added], before)).toEqual(want);
});

test('unticking changes nothing else', () => {
  expect(reconcile(['tilted'], ['tilted', 'damaged'])).toEqual(['tilted']);
});
