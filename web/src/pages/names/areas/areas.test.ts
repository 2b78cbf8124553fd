import { describe, expect, test } from 'vitest';
import { type AreaChange, bodyOf, codesOf, emptyValues, fieldPath, figures, freeMembers, levelOf, valuesOf } from './areas';
import { outlineOf } from './outline';

describe('what is sent', () => {
  test('an upgrade has one old area and no empty fields', () => {
    const body = bodyOf({ ...emptyValues('upgrade'), title: ' 老厂乡撤乡设镇 ', parts: [{ old: '532623201', code: '532623109', name: '老厂镇 ', pinyin: '' }] });
    expect(body.title).toBe('老厂乡撤乡设镇');
    expect(body.parts).toEqual([{ old: ['532623201'], code: '532623109', name: '老厂镇' }]);
  });

  test('the parts of a split all come from the same area and say their members', () => {
    const body = bodyOf({ ...emptyValues('split'), whole: '532623201', parts: [{ code: '1', name: '甲', members: ['a'] }, { code: '2', name: '乙' }] });
    expect(body.parts).toEqual([{ old: ['532623201'], code: '1', name: '甲', members: ['a'] }, { old: ['532623201'], code: '2', name: '乙', members: [] }]);
  });

  test('a merger keeps the order of its old areas', () => {
    expect(bodyOf({ ...emptyValues('merge'), parts: [{ old: ['2', '1'], code: '3', name: '丙' }] }).parts[0]).toEqual({ old: ['2', '1'], code: '3', name: '丙' });
  });

  test('codes stand a pair in a line; other lines say nothing', () => {
    expect(codesOf('532623201200 532623109205\n\n532623201201→532623109206\n一二')).toEqual({ '532623201200': '532623109205', '532623201201': '532623109206' });
  });
});

test('a draft comes back as it was typed', () => {
  const change = {
    kind: 'split', title: '拆分', authority: '', document: '', approved_on: '', effective_on: '', note: '', codes: { 1: '2' },
    parts: [{ old: ['532623201'], code: '1', name: '甲', members: ['x'] }, { old: ['532623201'], code: '2', name: '乙', members: null }],
  } as unknown as AreaChange;
  const values = valuesOf(change);
  expect(values).toMatchObject({ whole: '532623201', level: 'township', codes: '1 2' });
  expect(bodyOf(values).parts).toEqual([{ old: ['532623201'], code: '1', name: '甲', members: ['x'] }, { old: ['532623201'], code: '2', name: '乙', members: [] }]);
});

test('refusals find their field', () => {
  const upgrade = emptyValues('upgrade');
  expect(fieldPath('parts[0].code', upgrade)).toEqual(['parts', 0, 'code']);
  expect(fieldPath('parts[1].members[3]', emptyValues('split'))).toEqual(['parts', 1, 'members']);
  expect(fieldPath('parts[1].old[0]', emptyValues('split'))).toEqual(['whole']);
  expect(fieldPath('codes.532623201200', upgrade)).toEqual(['codes']);
  expect(fieldPath('effective_on', upgrade)).toEqual(['effective_on']);
});

test('levels, figures and members', () => {
  expect([levelOf('532623'), levelOf('532623201'), levelOf('532623201200'), levelOf(undefined)]).toEqual(['county', 'township', 'village', 'township']);
  expect(figures({ touched: [{ what: 'areas', count: 2, items: [] }, { what: 'roads', count: 0, items: [] }] })).toHaveLength(1);
  expect(freeMembers([{ members: ['a'] }, { members: ['b'] }], 1)).toEqual(new Set(['a']));
});

test('an outline is found in any GeoJSON, and only a polygon', () => {
  const polygon = { type: 'Polygon', coordinates: [] };
  expect(outlineOf(JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point' } }, { type: 'Feature', geometry: polygon }] }))).toEqual(polygon);
  expect(outlineOf(JSON.stringify({ type: 'Point', coordinates: [1, 2] }))).toBeUndefined();
  expect(outlineOf('null')).toBeUndefined();
  expect(outlineOf('no json')).toBeUndefined();
});
