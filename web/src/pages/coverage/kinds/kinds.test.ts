import { expect, test } from 'vitest';
import type { FacilityKind } from '../../../api/types';
import { alike, bodyOf, pathOf, startOf } from './kinds';

const setting: FacilityKind['fields'][number] = { code: 'setting', name: '场所', name_en: '', type: 'choice', unit: '', required: false, choices: [{ code: 'school', name: '学校', name_en: 'School' }], min: null, max: null };
const home: FacilityKind = {
  code: 'childrens_home', name: '儿童之家', name_en: '', unit: 'township', by_village: true, capacity_kind: 'places', subkinds: [], symbol: 'hexagon', colour: '#0072b2',
  ledger: '', rule: 'presence', serves: 'all', sort: 10, retired: false, version: 3, stages: [],
  fields: [setting],
};

test('parts get codes, and those that have one keep it', () => {
  const values = startOf(home, []);
  const body = bodyOf({ ...values, fields: [...values.fields, { name: ' 儿童数 ', type: 'integer', unit: '人', min: 0 }, { code: 'field_1', name: '备用', type: 'date', max: 3 }], stages: [{ name: '立项' }] }, home);
  expect(body.fields.map(({ code, name, type, unit, min, max }) => [code, name, type, unit, min, max])).toEqual([
    ['setting', '场所', 'choice', '', null, null], ['field_2', '儿童数', 'integer', '人', 0, null], ['field_1', '备用', 'date', '', null, null],
  ]);
  expect(body.stages).toEqual([{ code: 'stage_1', name: '立项', name_en: '', status: 'planned' }]);
  expect('code' in body).toBe(false);
});

test('a choice keeps its code under another name', () => {
  const values = startOf(home, []);
  const body = bodyOf({ ...values, fields: [{ ...values.fields[0], choices: [{ name: ' 村委会 ' }, { code: 'school', name: '中小学', name_en: 'School' }] }] }, home);
  expect(body.fields[0]?.choices).toEqual([{ code: 'choice_1', name: '村委会', name_en: '' }, { code: 'school', name: '中小学', name_en: 'School' }]);
});

test('a code that was another one’s is not given again', () => {
  const numbered = { ...home, fields: [{ ...setting, choices: [{ code: 'choice_1', name: '学校' }] }], stages: [{ code: 'stage_1', name: '立项', status: 'planned' as const }] };
  const body = bodyOf({ ...startOf(numbered, []), fields: [{ ...numbered.fields[0], choices: [{ name: '村委会' }] }], stages: [{ name: '开工' }] }, numbered);
  expect([body.fields[0]?.choices[0]?.code, body.stages[0]?.code]).toEqual(['choice_2', 'stage_2']);
});

test('refusals find their place on the form', () => {
  expect(['name', 'fields[0].code', 'fields[2].choices[1].name', 'fields[2].choices', 'stages[1].status', 'fields[3]', 'groups[1]'].map(pathOf)).toEqual([
    ['name'], ['fields', 0, 'code'], ['fields', 2, 'choices', 1, 'name'], ['fields', 2, 'choices'], ['stages', 1, 'status'], ['fields', 3, 'name'], ['groups'],
  ]);
});

test('symbols that the map would not tell apart', () => {
  expect(alike({ name: '儿童中心', symbol: 'hexagon', colour: '#0072b2' }, undefined, [home])?.code).toBe('childrens_home');
  expect(alike({ name: '儿童之家', symbol: 'hexagon', colour: '#0072b2' }, 'childrens_home', [home])).toBeUndefined();
  expect(alike({ name: '食堂', symbol: 'hexagon', colour: '#0072b2' }, undefined, [home])).toBeUndefined();
});
