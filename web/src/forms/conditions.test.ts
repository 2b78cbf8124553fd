import { expect, test } from 'vitest';
import { reconcile } from './conditions';

const known = [{ code: 'unreached', exclusive: true }, { code: 'intact', exclusive: false }, { code: 'flooded', exclusive: false }];

test.each<[string, string[], string, string[]]>([
  ['a fault ends intact', ['intact'], 'tilted', ['tilted']],
  ['intact ends faults, not dangers', ['faded', 'endangered'], 'intact', ['endangered', 'intact']],
  ['a changed witness goes with intact', ['intact'], 'witness_changed', ['intact', 'witness_changed']],
  ['a code of the office goes with all but exclusive ones', ['intact'], 'flooded', ['intact', 'flooded']],
  ['an exclusive one stands alone', ['damaged', 'moved'], 'unreached', ['unreached']],
  ['a finding means reached', ['unreached'], 'lost', ['lost']],
  ['faults add up', ['tilted'], 'damaged', ['tilted', 'damaged']],
])('%s', (_, before, added, want) => {
  expect(reconcile([...before, added], before, known)).toEqual(want);
});

test('unticking changes nothing else', () => {
  expect(reconcile(['tilted'], ['tilted', 'damaged'], known)).toEqual(['tilted']);
});
