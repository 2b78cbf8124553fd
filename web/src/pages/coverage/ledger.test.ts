import { expect, test } from 'vitest';
import type { LedgerRow } from '../../api/types';
import { wayOf, withTotals } from './ledger';

const row = (area_code: string, more: Partial<LedgerRow> = {}): LedgerRow => ({
  area_code, name: area_code, county: '', own: 0, shared: null, exempt: null, columbarium: 0, eco_burial: 0, village_cemeteries: 0, village_cemeteries_filed: null, village_cemeteries_complete: null,
  plots_total: 0, plots_used: 0, plots_left: 0, beds: 0, nursing_beds: 0, residents: 0, courtyards: 0, villages: 0, planned: 0, planned_sites: [], last_confirmed: null, exempt_documents: [], official: null, reported: null, ...more,
});

test('a township is shown by what the service judges it by', () => {
  expect(wayOf(row('532601001', { way: 'shared', own: 1 }))).toBe('shared');
  expect(wayOf(row('532601001'))).toBe('none');
});

test('each county closes with its total', () => {
  const rows = [row('532601001'), row('532601002'), row('532622100')];
  const totals = [row('532622'), row('532601')];
  expect(withTotals(rows, totals).map(({ row: one, total }) => one.area_code + (total ? '*' : ''))).toEqual([
    '532601001', '532601002', '532601*', '532622100', '532622*',
  ]);
});

test('a filtered county without rows has no total', () => {
  expect(withTotals([row('532601001')], [row('532601'), row('532622')])).toHaveLength(2);
});
