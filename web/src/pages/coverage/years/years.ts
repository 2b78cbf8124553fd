/** How long burial capacity lasts, as the service answers it, and how rows are ordered. */

export const measures = ['plots', 'niches', 'eco_plots'] as const;
export type Measure = (typeof measures)[number];
export const states = ['runs_out', 'enough', 'no_capacity', 'no_data'] as const;
export type State = (typeof states)[number];

export interface Capacity {
  measure: Measure;
  state: State;
  facilities: number;
  unstated: number;
  total: number | null;
  left: number | null;
  of_shared: number;
  uptake: number | null;
  demand: number | null;
  years: number | null;
  year: number | null;
}
export interface YearsRow {
  code: string;
  name: string;
  county: string;
  population: number | null;
  population_year: number | null;
  death_rate: number | null;
  measures: Capacity[];
  standards: { standard_id: string; required: number | null; has: number | null; met: boolean | null }[];
}
export const whats = ['death_rate', 'uptake_plots', 'uptake_niches', 'uptake_eco_plots'] as const;
export type What = (typeof whats)[number];

export interface Parameter {
  id: string;
  area_code: string;
  area_name: string;
  what: What;
  value: number;
  from_on: string;
  to_on: string | null;
  source: string;
  note: string;
  version: number;
}
export interface Standard {
  id: string;
  name: string;
  document: string;
  rule: 'demand' | 'ratio';
  measure: Measure;
  years: number | null;
  share_percent: number | null;
  of_measure: Measure | null;
  factor: number | null;
  note: string;
  sort: number;
  version: number;
}
export interface BurialYears {
  as_of: string;
  area: string;
  area_name: string;
  horizon: number;
  townships: YearsRow[];
  counties: YearsRow[];
  total: YearsRow;
  parameters: Parameter[];
  standards: Standard[];
  data_version: number;
}

export function capacityOf(row: YearsRow, measure: Measure): Capacity | undefined {
  return row.measures.find((one) => one.measure === measure);
}

/** Those that run out first stand first, then those without any, those that nobody knows, those that last. */
export function byExhaustion(measure: Measure): (a: YearsRow, b: YearsRow) => number {
  const rank: Record<State, number> = { runs_out: 0, no_capacity: 1, no_data: 2, enough: 3 };
  return (a, b) => {
    const [x, y] = [capacityOf(a, measure), capacityOf(b, measure)];
    if (!x || !y) return 0;
    return rank[x.state] - rank[y.state] || (x.years ?? Infinity) - (y.years ?? Infinity) || a.code.localeCompare(b.code);
  };
}

/** Areas whose three uptakes on a day add up to more than all deaths. */
export function overFull(parameters: Parameter[]): { area: string; sum: number }[] {
  const sums = new Map<string, number>();
  for (const { area_code, area_name, what, value } of [...parameters].sort((a, b) => a.from_on.localeCompare(b.from_on))) {
    if (what !== 'death_rate') sums.set(`${area_code} ${area_name} ${what}`, value);
  }
  const areas = new Map<string, number>();
  for (const [key, value] of sums) {
    const area = key.split(' ')[1] ?? '';
    areas.set(area, (areas.get(area) ?? 0) + value);
  }
  return [...areas].filter(([, sum]) => sum > 100).map(([area, sum]) => ({ area, sum }));
}
