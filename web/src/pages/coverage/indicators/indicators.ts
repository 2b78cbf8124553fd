/** The plans' table of indicators as the service answers it, and what is drawn of it. */

export type Unit = 'percent' | 'per_1000' | 'count';
export type State = 'met' | 'not_met' | 'no_data' | 'no_target';
export const states = ['met', 'not_met', 'no_data', 'no_target'] as const;

/** Why there is no value. */
export type Missing = 'no_formula' | 'no_areas' | 'no_people' | 'no_beds' | 'no_marks' | 'no_new' | 'no_reports' | 'no_burials' | 'not_countable';

export interface Figure {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  missing: '' | Missing;
  year: number | null;
  reports: number | null;
  reports_due: number | null;
}
export interface Goal {
  area: string;
  base_year: number | null;
  base_value: number | null;
  target_year: number | null;
  target_value: number | null;
}
export interface Reported {
  as_of: string;
  value: number;
  document: string;
  note: string;
}
export interface Part {
  code: string;
  name: string;
  goal: Goal;
  current: Figure;
  state: State;
  last_reported: Reported | null;
}
export interface Params {
  kind?: string;
  rule?: string;
  grade?: number;
  mark?: string;
  since?: string;
}
export interface Indicator {
  id: string;
  plan_id: string;
  plan_title: string;
  plan_number: string;
  plan_date: string | null;
  area_code: string;
  code: string;
  name: string;
  name_en: string;
  attribute: 'binding' | 'expected';
  unit: Unit;
  unit_name: string;
  direction: 'up' | 'down';
  formula: string;
  params: Params;
  base_year: number | null;
  base_value: number | null;
  target_year: number | null;
  target_value: number | null;
  source: string;
  note: string;
  sort: number;
  targets: { area_code: string; base_value: number | null; target_value: number }[];
  reported: (Reported & { area_code: string })[];
  version: number;
}
export interface Row extends Indicator {
  formula_name: string;
  goal: Goal;
  current: Figure;
  state: State;
  expected: number | null;
  course: 'on_course' | 'behind' | 'unknown';
  last_reported: Reported | null;
  parts: Part[];
}
export interface Board {
  as_of: string;
  area: string;
  area_name: string;
  table: Row[];
  data_version: number;
}
export interface Series {
  id: string;
  values: (number | null)[];
  expected: (number | null)[];
  reported: Reported[];
}
export interface Trend {
  days: string[];
  series: Series[];
}
export interface Formula {
  name: string;
  title: string;
  doc: string;
  unit: Unit;
  params: (keyof Params)[];
}
export interface Plan {
  id: string;
  title: string;
  number: string;
  area_code: string;
}

/** Decimals that a unit is shown with. */
export function decimals(unit: Unit): number {
  return unit === 'percent' ? 1 : unit === 'per_1000' ? 2 : 0;
}

/** A value as it is read: with its unit where that is short. */
export function shown(value: number | null | undefined, unit: Unit): string {
  if (value === null || value === undefined) return '–';
  const text = value.toLocaleString('en-US', { minimumFractionDigits: unit === 'count' ? 0 : 1, maximumFractionDigits: decimals(unit) });
  return unit === 'percent' ? `${text}%` : text;
}

/** Where base, current value and target stand on a bar, in parts of its length: 0 is 0, 1 the largest of all (100 for shares). */
export function onBar(row: Pick<Row, 'unit' | 'goal' | 'current' | 'expected'>) {
  const { base_value: base, target_value: target } = row.goal;
  const current = row.current.value;
  const largest = Math.max(row.unit === 'percent' ? 100 : 0, base ?? 0, target ?? 0, current ?? 0) || 1;
  const at = (value: number | null) => (value === null ? null : value / largest);
  return { base: at(base), target: at(target), current: at(current), expected: at(row.expected) };
}

export interface Point {
  x: number;
  y: number;
}

/** Lines of a chart: a gap wherever there is no value, days in their true distance. */
export function lines(days: string[], values: (number | null)[], top: number, width: number, height: number): Point[][] {
  const times = days.map((day) => Date.parse(day));
  const [first, last] = [times[0] ?? 0, times[times.length - 1] ?? 0];
  const runs: Point[][] = [];
  let run: Point[] = [];
  values.forEach((value, i) => {
    if (value === null) {
      if (run.length > 0) runs.push(run);
      run = [];
      return;
    }
    const x = last > first ? (((times[i] ?? first) - first) / (last - first)) * width : width / 2;
    run.push({ x, y: height - (value / top) * height });
  });
  if (run.length > 0) runs.push(run);
  return runs;
}

/** The largest figure that a chart must hold. */
export function topOf(series: Series, unit: Unit): number {
  const all = [...series.values, ...series.expected, ...series.reported.map((one) => one.value)].filter((one): one is number => one !== null);
  return Math.max(unit === 'percent' ? 100 : 0, ...all.map((one) => one * 1.05)) || 1;
}
