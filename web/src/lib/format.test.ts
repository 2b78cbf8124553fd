import { expect, test } from 'vitest';
import { areaPath, none, number, percent, position, time } from './format';

test('numbers keep the digits asked for', () => {
  expect(number(5864.927, 3)).toBe('5,864.927');
  expect(number(0)).toBe('0');
  expect(number(null)).toBe(none);
});

test('percent has one decimal and knows no figure', () => {
  expect(percent(90.4)).toBe('90.4%');
  expect(percent(100)).toBe('100.0%');
  expect(percent(null)).toBe(none);
});

test('positions name their hemisphere', () => {
  expect(position(104.25, 23.37)).toBe('104.250000°E 23.370000°N');
  expect(position(-1, -2)).toBe('1.000000°W 2.000000°S');
  expect(position(null, 2)).toBe(none);
});

test('a time that is none stays as it is', () => {
  expect(time('soon')).toBe('soon');
  expect(time('2024-05-01T08:00:00Z')).toMatch(/^2024-05-0\d \d\d:00$/);
});

test('area paths read from the whole to the part', () => {
  expect(areaPath(['文山市', '开化街道'])).toBe('文山市 › 开化街道');
  expect(areaPath(undefined)).toBe('');
});
