import { expect, test } from 'vitest';
import { changedDeadlines, fit, levelOfLine, levelOfMarker, misfits } from './settings';

test('a number has to fit as a whole, and an expression that cannot be read says so', () => {
  expect(fit('[0-9]{7}[A-EQS]', '5345001Q')).toBe('fits');
  expect(fit('[0-9]{7}[A-EQS]', '5345001Q1')).toBe('misfits');
  expect(fit('[0-9]{7}|旧.*', '旧5')).toBe('fits');
  expect(fit('[0-9', '1')).toBe('unreadable');
});

test('the level of a marker is that of its highest line, or its grade', () => {
  expect(levelOfLine('532601000532622000')).toBe('county');
  expect(levelOfLine('532601001532601002')).toBe('township');
  expect(levelOfLine('532601000530300000')).toBe('prefecture');
  expect(levelOfLine('530000000450000000')).toBe('province');
  expect(levelOfMarker({ lines: ['532601001532601002', '532601000532622000'], grade: '' })).toBe('county');
  expect(levelOfMarker({ lines: [], grade: 'province' })).toBe('province');
});

test('numbers on record that would not fit are named', () => {
  const markers = [{ number: '0122001Q', lines: ['532601000532622000'], grade: '' }, { number: '1', lines: ['532601000532622000'], grade: '' }, { number: '2', lines: ['530000000450000000'], grade: '' }];
  expect(misfits('[0-9]{7}Q', 'county', markers)).toEqual(['1']);
});

test('only deadlines that were changed are sent', () => {
  const before = [{ step: 'found', hours: 12 }, { step: 'reported', hours: 168 }] as const;
  expect(changedDeadlines([...before], { found: 24, reported: 168, decided: null })).toEqual([{ step: 'found', hours: 24 }]);
});
