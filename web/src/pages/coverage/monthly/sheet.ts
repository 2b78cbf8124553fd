/** The monthly table (乡镇月报) as the service gives it. */
import type { Measure } from './report';

export interface Sums {
  cremations: number | null;
  burials: number | null;
  eco_burials: number | null;
  deaths: number | null;
  plots_left: number | null;
  niches_left: number | null;
  eco_plots_left: number | null;
  beds: number | null;
  nursing_beds: number | null;
  residents: number | null;
}

export interface Line extends Sums {
  area_code: string;
  name: string;
  county_code: string;
  county: string;
  state: 'confirmed' | 'returned' | 'missing';
  overdue: boolean;
  late: boolean;
  arrears: string[];
  report_id: string | null;
  edition: number | null;
  changed: boolean | null;
  received_at: string | null;
  author: string;
  return_reason: string;
  error_note: string;
  error_open: boolean;
}

export interface Totals extends Sums {
  area_code: string;
  name: string;
  townships: number;
  confirmed: number;
  returned: number;
  missing: number;
  overdue: number;
  changed: number;
  arrears: number;
}

/** A figure of a facility that stands in no township: in no report, in no total. */
export interface CountySite {
  facility_id: string;
  name: string;
  kind_name: string;
  precision: string;
  county_code: string;
  county: string;
  measure: Measure;
  total: number | null;
  used: number | null;
  figures_on: string | null;
}

export interface Sheet {
  month: string;
  area: string;
  area_name: string;
  deadline: string;
  rows: Line[];
  counties: Totals[];
  total: Totals;
  county_sites: CountySite[];
}

export const sums = {
  events: ['cremations', 'burials', 'eco_burials', 'deaths'],
  left: ['plots_left', 'niches_left', 'eco_plots_left'],
  care: ['beds', 'nursing_beds', 'residents'],
} as const;

export type TableLine = { key: string; line: Line; total?: undefined } | { key: string; total: Totals; line?: undefined };

/** Townships under their county, the county's total after them. */
export function withTotals(rows: Line[], counties: Totals[]): TableLine[] {
  return rows.flatMap((line, i): TableLine[] => {
    const own: TableLine = { key: line.area_code, line };
    if (rows[i + 1]?.county_code === line.county_code) return [own];
    const total = counties.find((one) => one.area_code === line.county_code);
    return total ? [own, { key: `total ${total.area_code}`, total }] : [own];
  });
}
