import { expect, test } from 'vitest';
import { byExhaustion, type Capacity, overFull, type Parameter, type State, type YearsRow } from './years';

const row = (code: string, state: State, years: number | null): YearsRow => ({
  code, name: code, county: '', population: null, population_year: null, death_rate: null, standards: [],
  measures: [{ measure: 'plots', state, facilities: 0, unstated: 0, total: null, left: null, of_shared: 0, uptake: null, demand: null, years, year: null } as Capacity],
});

test('what runs out first stands first; no data is neither 0 nor enough', () => {
  const rows = [row('a', 'enough', 30), row('b', 'no_data', null), row('c', 'runs_out', 7), row('d', 'no_capacity', null), row('e', 'runs_out', 0)];
  expect(rows.sort(byExhaustion('plots')).map((one) => one.code).join('')).toBe('ecdba');
});

test('uptakes of more than all deaths are told; the newer row of an area counts', () => {
  const one = (what: string, value: number, from_on: string) => ({ area_code: '5326', area_name: '文山州', what, value, from_on }) as Parameter;
  expect(overFull([one('uptake_plots', 60, '2020-01-01'), one('uptake_niches', 30, '2020-01-01'), one('uptake_eco_plots', 20, '2020-01-01'), one('death_rate', 7, '2020-01-01')])).toEqual([{ area: '文山州', sum: 110 }]);
  expect(overFull([one('uptake_plots', 90, '2015-01-01'), one('uptake_plots', 60, '2020-01-01'), one('uptake_niches', 30, '2020-01-01')])).toEqual([]);
});
