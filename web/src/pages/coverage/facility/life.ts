/** The life of a facility: its parts as lists that are put as a whole, and the fields of their rows. */
import { uuid } from '../../../lib/uuid';

export interface Stage { code: string; name: string; name_en: string; status: string; passed_on: string | null; document: string; note: string }
export interface CapacityRow { measure: string; on_day: string | null; total: number | null; used: number | null; source: string; document: string }
export interface GradeRow { from_on: string | null; grade: number | null; document: string }
export interface OperatorRow { from_on: string | null; operator: string; document: string }
export interface GreeningRow { year: number; percent: number; document: string }
export interface GreeningStep { year: number; percent: number }
export interface Papers { complete: boolean | null; missing: string[]; checked_on?: string | null; note?: string }
export interface FilingRow {
  id: string; matter: string; title: string; number: string; authority: string; applied_on: string | null; granted_on: string | null; valid_to: string | null; note: string;
}
export interface ServedRow { area_code: string; name?: string; role: string; from_on: string | null; to_on: string | null; document: string }
export interface ContactRow { id: string; role: string; name: string; phone: string; note: string }

export interface Life {
  id: string;
  version: number;
  measure: string | null;
  stages: Stage[];
  capacity: CapacityRow[];
  grades: GradeRow[];
  operators: OperatorRow[];
  greening: GreeningRow[];
  greening_targets: GreeningStep[];
  greening_document: string;
  papers: Papers;
  filings: FilingRow[];
  service: ServedRow[];
}

export const measures = ['plots', 'niches', 'eco_plots', 'beds', 'nursing_beds', 'places'] as const;
export const matters = ['land', 'forestry', 'construction', 'environment', 'fire', 'licence', 'registration', 'filing', 'other'] as const;
export const contactRoles = ['head', 'duty', 'liaison', 'other'] as const;
export const serviceRoles = ['shared', 'service'] as const;

/** What a row holds: shown as a column, entered in the form. */
export interface PartField {
  name: string;
  kind: 'date' | 'number' | 'percent' | 'text' | 'long' | 'measure' | 'matter' | 'contactRole' | 'serviceRole' | 'area' | 'stage';
  required?: true;
  /** Says which row it is: not changed afterwards. */
  key?: true;
  /** In the form only. */
  hidden?: true;
}

export type PartKey = 'stages' | 'capacity' | 'grades' | 'operators' | 'greening' | 'filings' | 'service' | 'contacts';
export type Row = Record<string, unknown>;

const document: PartField = { name: 'document', kind: 'text' };
const note: PartField = { name: 'note', kind: 'long' };

export const partFields: Record<PartKey, PartField[]> = {
  stages: [{ name: 'code', kind: 'stage', required: true, key: true }, { name: 'passed_on', kind: 'date', required: true }, document, note],
  capacity: [
    { name: 'measure', kind: 'measure', required: true, key: true }, { name: 'on_day', kind: 'date', key: true },
    { name: 'total', kind: 'number' }, { name: 'used', kind: 'number' }, { name: 'source', kind: 'text' }, document,
  ],
  grades: [{ name: 'from_on', kind: 'date', key: true }, { name: 'grade', kind: 'number' }, document],
  operators: [{ name: 'from_on', kind: 'date', key: true }, { name: 'operator', kind: 'text', required: true }, document],
  greening: [{ name: 'year', kind: 'number', required: true, key: true }, { name: 'percent', kind: 'percent', required: true }, document],
  filings: [
    { name: 'matter', kind: 'matter', required: true }, { name: 'title', kind: 'text' }, { name: 'number', kind: 'text' }, { name: 'authority', kind: 'text' },
    { name: 'applied_on', kind: 'date' }, { name: 'granted_on', kind: 'date' }, { name: 'valid_to', kind: 'date' }, note,
  ],
  service: [
    { name: 'area_code', kind: 'area', required: true, key: true }, { name: 'role', kind: 'serviceRole', required: true, key: true },
    { name: 'from_on', kind: 'date', key: true }, { name: 'to_on', kind: 'date' }, document,
  ],
  contacts: [{ name: 'role', kind: 'contactRole', required: true }, { name: 'name', kind: 'text', required: true }, { name: 'phone', kind: 'text' }, note],
};

/** Parts whose rows have ids of their own. */
const named: PartKey[] = ['filings', 'contacts'];

/** What tells a row from the others of its part. */
export function rowKey(part: PartKey, row: Row): string {
  if (named.includes(part)) return String(row.id);
  return partFields[part].filter((one) => one.key).map((one) => String(row[one.name] ?? '')).join('|');
}

/** A row as the service takes it: days that were emptied are none, texts are trimmed, what is only shown is left out. */
export function rowOf(part: PartKey, values: Row): Row {
  const row: Row = named.includes(part) ? { id: values.id ?? uuid() } : {};
  for (const { name, kind } of partFields[part]) {
    const value = values[name];
    const none = value === undefined || value === null || value === '';
    if (kind === 'text' || kind === 'long') row[name] = none ? '' : String(value).trim();
    else if (kind === 'date' || kind === 'number' || kind === 'percent') row[name] = none ? null : value;
    else row[name] = value;
  }
  return row;
}

/** The whole list after a row was added, changed (before says which) or taken away (no values). */
export function listAfter(part: PartKey, rows: Row[], before: Row | undefined, values: Row | undefined): Row[] {
  const kept = rows.map((one) => ({ one, row: rowOf(part, one) }));
  const next = values && rowOf(part, { ...values, id: before?.id });
  if (!before) return [...kept.map(({ row }) => row), ...(next ? [next] : [])];
  return kept.flatMap(({ one, row }) => (rowKey(part, one) === rowKey(part, before) ? (next ? [next] : []) : [row]));
}

/** Stages that are passed, as rows of their part. */
export function passedStages(life: Life): Row[] {
  return life.stages.filter((one) => one.passed_on).map(({ code, passed_on, document: number, note: text }) => ({ code, passed_on, document: number, note: text }));
}

/** The share to be reached by a year: that of the latest step not after it. */
export function targetOf(steps: GreeningStep[], year: number): number | undefined {
  return steps.filter((one) => one.year <= year).at(-1)?.percent;
}

/** Scans of a row are files of the facility whose role names the row. */
export const stageRole = (row: Row): string => `stage_${String(row.code)}`;
export const filingRole = (row: Row): string => `filing_${String(row.id).replaceAll('-', '')}`;

/** What a role of a file is called: the stage, or the matter of the filing; undefined for roles of every record. */
export function roleName(life: Pick<Life, 'stages' | 'filings'>, role: string, named: (stage: Stage) => string, matter: (code: string) => string): string | undefined {
  const stage = life.stages.find((one) => role === stageRole({ ...one }));
  if (stage) return named(stage);
  const filing = life.filings.find((one) => role === filingRole({ ...one }));
  return filing && [matter(filing.matter), filing.number].filter(Boolean).join(' ');
}
