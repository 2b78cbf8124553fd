/** The 乡镇覆盖表: which townships have their burial ground how, and its columns. */
import type { LedgerRow } from '../../api/types';
import { number } from '../../lib/format';

export const burialWays = ['own', 'shared', 'columbarium', 'exempt', 'none'] as const;
export type BurialWay = (typeof burialWays)[number];

/** How a township counts by the official rule, as the service judges it; exempt ones (免建) are reported apart. */
export const wayOf = (row: LedgerRow): BurialWay => row.way ?? 'none';

/** The columns in the order of the reporting form; a pair is shown as one figure n/m. */
export const figures = {
  burial: ['columbarium', 'eco_burial'],
  village: ['village_cemeteries', 'village_cemeteries_filed', 'village_cemeteries_complete'],
  plots: ['plots_total', 'plots_used', 'plots_left'],
  care: ['beds', 'nursing_beds', 'residents'],
} as const;

/** A township, or the total of a county. */
export interface LedgerLine {
  row: LedgerRow;
  total: boolean;
}

/** How many are planned or being built, with the years in which they are to open. */
export function plannedText({ planned: count, planned_sites: sites }: LedgerRow): string {
  const years = [...new Set(sites.map((site) => site.target_date?.slice(0, 4)).filter(Boolean))].sort();
  return years.length ? `${number(count)} (${years.join(', ')})` : number(count);
}

/** Townships under their county, the county's total after them. */
export function withTotals(rows: LedgerRow[], counties: LedgerRow[]): LedgerLine[] {
  const out: LedgerLine[] = [];
  for (const county of [...counties].sort((a, b) => a.area_code.localeCompare(b.area_code))) {
    const own = rows.filter((row) => row.area_code.startsWith(county.area_code));
    if (own.length === 0) continue;
    out.push(...own.map((row) => ({ row, total: false })), { row: county, total: true });
  }
  const orphans = rows.filter((row) => !counties.some((county) => row.area_code.startsWith(county.area_code)));
  return [...out, ...orphans.map((row) => ({ row, total: false }))];
}
