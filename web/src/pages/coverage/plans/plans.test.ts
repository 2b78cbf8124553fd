import { describe, expect, it } from 'vitest';
import { bare, mended, projectOf, type ReadRow, sorted, valuesOf } from './plans';

const row: ReadRow = {
  id: 'a', year: 2022, area_code: '532622', kind: 'columbarium', name: '骨灰堂', capacity: 5000, investment_yuan: 2_000_000, subsidy_yuan: null, facility_id: 'f', note: '',
  sheet: '', line: 5, area_text: '砚山', kind_text: '骨灰堂', facility: '砚山县骨灰堂', faults: [],
};

describe('projects of a plan', () => {
  it('keep their facility when they are changed, unless kind or place are others', () => {
    expect(projectOf({ ...valuesOf(row), year: 2023, investment: 200.5 }, row)).toMatchObject({ id: 'a', year: 2023, facility_id: 'f', investment_yuan: 2_005_000 });
    const moved = projectOf({ ...valuesOf(row), area_code: '532601' }, row);
    expect([moved.facility_id, moved.id === 'a']).toEqual([null, false]);
    expect(bare(row)).not.toHaveProperty('faults');
  });

  it('of a file wait until they are mended', () => {
    const faulty = { ...row, id: 'b', area_code: '', faults: [{ field: 'area_code', message: '?' }] };
    expect(sorted([row, faulty]).bad).toHaveLength(1);
    const after = mended([row, faulty], 'b', { ...valuesOf(faulty), area_code: '532601' });
    expect(sorted(after).good.map((one) => [one.id, one.area_code])).toEqual([['a', '532622'], ['b', '532601']]);
  });
});
