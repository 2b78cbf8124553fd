import { expect, test } from 'vitest';
import type { FacilityKind } from '../api/types';
import { extraPatch, ownText, ownValues } from './extra';

const kind = {
  fields: [
    { code: 'children', name: '登记儿童数', type: 'integer', unit: '人', required: true, choices: [], min: 0, max: null },
    { code: 'setting', name: '场所', type: 'choice', unit: '', required: false, choices: [{ code: 'school', name: '学校', name_en: 'School' }], min: null, max: null },
  ],
} as unknown as FacilityKind;

test('values of another kind stay behind', () => {
  expect(ownValues({ extra: { children: 0, setting: '', beds: 3 } }, kind)).toEqual({ children: 0 });
  expect(ownValues({}, undefined)).toEqual({});
});

test('a change says what differs, null for what was emptied', () => {
  expect(extraPatch({ extra: { children: 3, setting: 'school' } }, { extra: { setting: 'school', children: 3 } }, kind)).toBeUndefined();
  expect(extraPatch({ extra: { children: 3, setting: 'school' } }, { extra: { children: 4, setting: undefined } }, kind)).toEqual({ children: 4, setting: null });
  expect(extraPatch({ extra: { beds: 3 } }, { extra: { beds: 3, children: 1 } }, kind)).toEqual({ beds: null, children: 1 });
  expect(extraPatch({}, {}, kind)).toBeUndefined();
});

test('values are read in words', () => {
  const say = (code: string, value: unknown) => ownText(kind, code, value, { yes: '是', no: '否' }, (one) => one.name);
  expect([say('children', 1200), say('setting', 'school'), say('setting', 'gone'), say('x', true), say('x', null)]).toEqual(['1,200 人', '学校', 'gone', '是', '']);
});
