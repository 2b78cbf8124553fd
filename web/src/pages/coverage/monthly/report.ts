/** What a monthly report holds, what comes of the figures that a clerk types, and what looks wrong with them. */
import type { MonthlyBody } from '../../../api/monthly';
import { uuid } from '../../../lib/uuid';

export interface Figures {
  total: number | null;
  used: number | null;
}

export type Measure = 'plots' | 'niches' | 'eco_plots' | 'beds' | 'nursing_beds' | 'places' | 'none';

/** One figure of a facility. */
export interface Row extends Figures {
  facility_id: string;
  name: string;
  kind: string;
  kind_name: string;
  village: string;
  /** How its position is known. */
  precision: string;
  measure: Measure;
  /** At the end of the month before. */
  before: Figures;
}

export interface Counts {
  cremations: number;
  burials: number;
  eco_burials: number;
  deaths: number | null;
}

export const countNames = ['cremations', 'burials', 'eco_burials', 'deaths'] as const;
export type CountName = (typeof countNames)[number];

export interface Report extends Counts {
  id: string;
  area_code: string;
  area_name: string;
  month: string;
  edition: number;
  reason: string;
  figures_on: string;
  changed: boolean;
  warnings: string[];
  error_note: string;
  error_answer: string;
  answered_at: string | null;
  author: string;
  author_name: string;
  received_at: string;
  return_reason: string;
  returned_by: string;
  returned_at: string | null;
  standing: boolean;
  version: number;
  rows: Row[];
}

export interface MonthForm {
  area_code: string;
  area_name: string;
  county_name: string;
  month: string;
  figures_on: string;
  deadline: string;
  overdue: boolean;
  /** Months that are over and not confirmed, the oldest first. */
  open: string[];
  rows: Row[];
  last: Counts | null;
  standing: Report | null;
  basis: string;
}

/** What the clerk typed; what is absent stays as the form shows it. */
export interface Values {
  id: string;
  counts: Partial<Record<CountName, number | null>>;
  figures: Record<string, Partial<Figures>>;
  error_note: string;
  reason: string;
}

export const emptyValues = (): Values => ({ id: uuid(), counts: {}, figures: {}, error_note: '', reason: '' });

export const keyOf = (row: Row) => `${row.facility_id}|${row.measure}`;

const alike = (a: Figures, b: Figures) => a.total === b.total && a.used === b.used;

/** A correction begins with what was reported; figures that a returned report changed are no longer those on record. */
export function valuesOf({ cremations, burials, eco_burials, deaths, error_note, rows }: Report, form: Pick<MonthForm, 'rows'>): Values {
  const said = new Map(rows.map((row) => [keyOf(row), row]));
  const figures = Object.fromEntries(form.rows.flatMap((row) => {
    const one = said.get(keyOf(row));
    return one && !alike(one, one.before) && !alike(one, row) ? [[keyOf(row), { total: one.total, used: one.used }]] : [];
  }));
  return { ...emptyValues(), counts: { cremations, burials, eco_burials, deaths }, figures, error_note };
}

/** A row's figures with what was typed; an emptied field counts as not touched. */
export function figuresOf(row: Row, values: Values): Figures {
  const typed = values.figures[keyOf(row)];
  return { total: typed?.total ?? row.total, used: typed?.used ?? row.used };
}

export const leftOf = ({ total, used }: Figures) => (total === null || used === null ? null : total - used);

export const isChanged = (row: Row, values: Values) => {
  const now = figuresOf(row, values);
  return now.total !== row.total || now.used !== row.used;
};

export function countsOf(values: Values): Counts {
  const n = (name: CountName) => values.counts[name] ?? 0;
  return { cremations: n('cremations'), burials: n('burials'), eco_burials: n('eco_burials'), deaths: values.counts.deaths ?? null };
}

/** How many figures the clerk gave; none: 无变化. */
export function changeCount(form: MonthForm, values: Values): number {
  const counts = countsOf(values);
  const given = countNames.filter((name) => (counts[name] ?? 0) > 0).length;
  return given + form.rows.filter((row) => isChanged(row, values)).length;
}

export function bodyOf(form: MonthForm, values: Values, confirm: string[], corrects?: string): MonthlyBody {
  const { deaths, ...counts } = countsOf(values);
  const changes = form.rows.filter((row) => isChanged(row, values)).map((row) => {
    const { total, used } = figuresOf(row, values);
    return { facility_id: row.facility_id, measure: row.measure, ...(total === null ? {} : { total }), ...(used === null ? {} : { used }) };
  });
  return {
    id: values.id, area_code: form.area_code, month: form.month, basis: form.basis, ...counts, changes,
    ...(deaths === null ? {} : { deaths }),
    ...(corrects ? { corrects } : {}),
    ...(values.reason.trim() ? { reason: values.reason.trim() } : {}),
    ...(values.error_note.trim() ? { error_note: values.error_note.trim() } : {}),
    ...(confirm.length ? { confirm } : {}),
  };
}

/** Why a figure cannot be sent as it stands; by count name or key of the row. */
export function faultsOf(form: MonthForm, values: Values): Record<string, 'eco' | 'left'> {
  const faults: Record<string, 'eco' | 'left'> = {};
  const counts = countsOf(values);
  if (counts.eco_burials > counts.burials) faults.eco_burials = 'eco';
  for (const row of form.rows) if ((figuresOf(row, values).used ?? 0) < 0) faults[keyOf(row)] = 'left';
  return faults;
}

/** A warning as the service names it, with what its words need. */
export interface Warning {
  id: string;
  code: string;
  params: Record<string, string | number>;
}

const graves: Measure[] = ['plots', 'niches', 'eco_plots'];

/** More than half of what it was, and not by a handful. */
export const jumps = (before: number | null | undefined, now: number | null | undefined) =>
  before != null && now != null && Math.abs(now - before) >= 5 && 2 * Math.abs(now - before) > before;

/** The warnings of the service, known before anything is sent: a clerk without a connection confirms them too. */
export function warningsOf(form: MonthForm, values: Values): Warning[] {
  const all: Warning[] = form.rows.filter((row) => isChanged(row, values)).flatMap((row) => rowWarnings(row, form, values));
  const counts = countsOf(values);
  const lefts = form.rows.filter((row) => graves.includes(row.measure)).map((row) => leftOf(row.before));
  const left = lefts.reduce<number>((sum, n) => sum + Math.max(n ?? 0, 0), 0);
  const count = (code: string, params: Warning['params']) => all.push({ id: code, code, params });
  if (!lefts.includes(null) && counts.burials > left) count('burials_above_left', { burials: counts.burials, left });
  if (counts.deaths !== null && counts.cremations > counts.deaths) count('cremations_above_deaths', { cremations: counts.cremations, deaths: counts.deaths });
  for (const name of countNames) {
    const [before, now] = [form.last?.[name], counts[name]];
    if (jumps(before, now)) count(`jump_${name}`, { before: before ?? 0, now: now ?? 0 });
  }
  return all;
}

function rowWarnings(row: Row, form: MonthForm, values: Values): Warning[] {
  const all: Warning[] = [];
  const add = (code: string, params: Warning['params']) => all.push({ id: `${code}|${row.facility_id}|${row.measure}`, code, params: { name: row.name, ...params } });
  const { total, used } = figuresOf(row, values);
  if (total !== null && used !== null && used > total) {
    if (row.measure === 'beds') add('residents_above_beds', { residents: used, beds: total });
    else add('used_above_total', { used, total });
  }
  if (row.measure === 'nursing_beds' && total !== null) {
    const beds = form.rows.find((one) => one.facility_id === row.facility_id && one.measure === 'beds');
    const all = beds && figuresOf(beds, values).total;
    if (all != null && total > all) add('nursing_above_beds', { nursing: total, beds: all });
  }
  if (jumps(row.before.total, total)) add('jump_total', { before: row.before.total ?? 0, now: total ?? 0 });
  if (jumps(row.before.used, used)) add('jump_used', { before: row.before.used ?? 0, now: used ?? 0 });
  return all;
}

/** The rows of a facility, and facilities of a kind, in the order of the form. */
export interface FacilityRows {
  id: string;
  name: string;
  village: string;
  rows: Row[];
}

export interface KindRows {
  kind: string;
  name: string;
  facilities: FacilityRows[];
}

export function byKind(rows: Row[]): KindRows[] {
  const kinds: KindRows[] = [];
  for (const row of rows) {
    let kind = kinds.find((one) => one.kind === row.kind);
    if (!kind) kinds.push((kind = { kind: row.kind, name: row.kind_name, facilities: [] }));
    let facility = kind.facilities.find((one) => one.id === row.facility_id);
    if (!facility) kind.facilities.push((facility = { id: row.facility_id, name: row.name, village: row.village, rows: [] }));
    facility.rows.push(row);
  }
  return kinds;
}
