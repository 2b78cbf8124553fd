import { expect, test } from 'vitest';
import { bodyOf, valuesOf } from './form';
import type { Formula } from './indicators';

const coverage: Formula = { name: 'township_coverage', title: '', doc: '', unit: 'percent', params: ['kind', 'rule'] };

test('only parameters that the formula takes are sent, and its own unit', () => {
  const body = bodyOf({ ...valuesOf(undefined), formula: 'township_coverage', kind: 'care', rule: '', grade: 3, unit: 'count' }, coverage);
  expect(body).toMatchObject({ formula: 'township_coverage', unit: 'percent', params: { kind: 'care' }, base_value: null, targets: [] });
});

test('without a formula the unit is the form\'s', () => {
  expect(bodyOf({ ...valuesOf(undefined), unit: 'count', kind: 'care' }, undefined)).toMatchObject({ formula: '', unit: 'count', params: {} });
});

test('a target of 0 is a target', () => {
  const body = bodyOf({ ...valuesOf(undefined), target_value: 0, targets: [{ area_code: '532601', target_value: 0 }] }, coverage);
  expect(body).toMatchObject({ target_value: 0, targets: [{ area_code: '532601', base_value: null, target_value: 0 }] });
});
