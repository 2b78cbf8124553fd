import { describe, expect, it } from 'vitest';
import { filingRole, type Life, listAfter, roleName, rowKey, rowOf, stageRole, targetOf } from './life';

const grades = [{ from_on: null, grade: 1, document: '' }, { from_on: '2021-01-01', grade: 2, document: '文' }];

describe('the parts of a life', () => {
  it('put the whole list after a row was added, changed or taken away', () => {
    expect(listAfter('grades', grades, undefined, { from_on: '2022-01-01', grade: 3 })).toEqual([...grades, { from_on: '2022-01-01', grade: 3, document: '' }]);
    expect(listAfter('grades', grades, grades[1], { from_on: '2021-01-01', grade: 4, document: ' 文 ' })).toEqual([grades[0], { from_on: '2021-01-01', grade: 4, document: '文' }]);
    expect(listAfter('grades', grades, grades[0], undefined)).toEqual([grades[1]]);
  });

  it('keep the ids of rows that have one, and give one to new rows', () => {
    const filing = { id: 'a', matter: 'land', title: '', number: '1', authority: '', applied_on: null, granted_on: null, valid_to: null, note: '' };
    expect(listAfter('filings', [filing], filing, { ...filing, number: '2' })).toEqual([{ ...filing, number: '2' }]);
    expect(rowOf('filings', { matter: 'land' }).id).toMatch(/^[0-9a-f-]{36}$/);
    expect(rowKey('capacity', { measure: 'plots', on_day: null })).toBe('plots|');
  });

  it('leave out what is only shown', () => {
    expect(rowOf('service', { area_code: '532601001', name: '开化街道', role: 'shared', from_on: '', to_on: undefined, document: null }))
      .toEqual({ area_code: '532601001', role: 'shared', from_on: null, to_on: null, document: '' });
  });

  it('find the target of a year', () => {
    const steps = [{ year: 2021, percent: 30 }, { year: 2023, percent: 90 }];
    expect([2020, 2021, 2022, 2025].map((year) => targetOf(steps, year))).toEqual([undefined, 30, 30, 90]);
  });

  it('name the role of a scan by its row', () => {
    const stage = { code: 'apply', name: '申报许可', name_en: '', status: 'planned', passed_on: '2020-01-01', document: '', note: '' };
    const filing = { id: 'a', matter: 'land', title: '', number: '9号', authority: '', applied_on: null, granted_on: null, valid_to: null, note: '' };
    const life: Pick<Life, 'stages' | 'filings'> = { stages: [stage], filings: [filing] };
    const name = (role: string) => roleName(life, role, (one) => one.name, () => '用地');
    expect([name(stageRole({ ...stage })), name(filingRole({ ...filing })), name('file'), name('filing_b')]).toEqual(['申报许可', '用地 9号', undefined, undefined]);
  });
});
