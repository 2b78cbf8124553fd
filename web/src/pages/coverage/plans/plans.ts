/** Plan documents with their projects, as the service has them, and what goes over. */
import { uuid } from '../../../lib/uuid';

export interface Plan {
  id: string;
  title: string;
  number: string;
  authority: string;
  issued_on: string | null;
  area_code: string;
  area_name: string;
  year_from: number;
  year_to: number;
  note: string;
  projects: number;
  version: number;
}

/** A row of the table. */
export interface Project {
  id: string;
  year: number;
  area_code: string;
  kind: string;
  name: string;
  capacity: number | null;
  investment_yuan: number | null;
  subsidy_yuan: number | null;
  facility_id: string | null;
  note: string;
}

export const states = ['in_use', 'building', 'planned', 'delayed', 'closed'] as const;
export type State = (typeof states)[number];

export interface ProjectStand extends Project {
  area_name: string;
  county: string;
  county_code: string;
  kind_name: string;
  facility: string;
  /** How the position of the facility is known; empty without one. */
  precision: string;
  status: string | null;
  status_from: string | null;
  state: State;
  late: boolean;
}

export type Tally = Record<'total' | 'in_use' | 'building' | 'planned' | 'delayed' | 'closed' | 'late' | 'percent', number>;
export interface YearTally extends Tally { year: number; county_code: string; county: string }

export interface Progress {
  plan: Plan;
  as_of: string;
  total: Tally;
  years: YearTally[];
  counties: YearTally[];
  cells: YearTally[];
  projects: ProjectStand[];
}

/** A row of a file, with what is wrong with it. */
export interface ReadRow extends Project {
  sheet: string;
  line: number;
  area_text: string;
  kind_text: string;
  facility: string;
  faults: { field: string; message: string }[];
}

export interface Reading { rows: ReadRow[]; totals: number; skipped_sheets: string[]; headings: string[] }

/** A row as its form holds it: money in 万元. */
export interface ProjectValues {
  year: number;
  area_code: string;
  kind: string;
  name: string;
  capacity?: number | null;
  investment?: number | null;
  subsidy?: number | null;
  note?: string;
}

const wan = 10_000;

export function valuesOf(row: Project): ProjectValues {
  const money = (yuan: number | null) => (yuan === null ? undefined : yuan / wan);
  const { year, area_code, kind, name, capacity, note } = row;
  return { year, area_code, kind, name, capacity, note, investment: money(row.investment_yuan), subsidy: money(row.subsidy_yuan) };
}

/** The row of a form; what it was keeps its id and its facility. */
export function projectOf(values: ProjectValues, before?: Project): Project {
  const yuan = (sum: number | null | undefined) => (sum === null || sum === undefined ? null : Math.round(sum * wan));
  const { year, area_code, kind, name, capacity, note } = values;
  const moved = before !== undefined && (before.kind !== kind || before.area_code !== area_code);
  return {
    id: before && !moved ? before.id : uuid(), year, area_code, kind, name: name.trim(), capacity: capacity ?? null, investment_yuan: yuan(values.investment), subsidy_yuan: yuan(values.subsidy),
    facility_id: before && !moved ? before.facility_id : null, note: note?.trim() ?? '',
  };
}

/** A row as the service takes it: without what only tells of it. */
export function bare({ id, year, area_code, kind, name, capacity, investment_yuan, subsidy_yuan, facility_id, note }: Project): Project {
  return { id, year, area_code, kind, name, capacity, investment_yuan, subsidy_yuan, facility_id, note };
}

/** Rows of a file that can go in, and those that wait to be mended. */
export function sorted(rows: ReadRow[]): { good: ReadRow[]; bad: ReadRow[] } {
  return { good: rows.filter((one) => one.faults.length === 0), bad: rows.filter((one) => one.faults.length > 0) };
}

/** A row of a file that a person has mended. */
export function mended(rows: ReadRow[], id: string, values: ProjectValues): ReadRow[] {
  return rows.map((one) => (one.id === id ? { ...one, ...projectOf(values, one), id: one.id, faults: [] } : one));
}
