/** Exports of the national database and what we do not agree on: shapes of the service's contract. */
export const fields = [
  'name', 'pinyin', 'place_code', 'class_code', 'area_code', 'short_name', 'alt_names', 'former_names', 'meaning', 'origin_text',
  'history', 'status', 'lon', 'lat', 'lonlat', 'province', 'prefecture', 'county', 'township', 'village', 'updated_on',
] as const;
export const differenceKinds = ['missing_here', 'missing_there', 'differs', 'ambiguous'] as const;
export const states = ['open', 'accepted', 'ours', 'later', 'chosen'] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
export type State = (typeof states)[number];

export interface Column { heading: string; field: string }
export interface Mapping { id: string; name: string; columns: Column[]; rules: object; version: number }
export interface Sample { mapping: Mapping; rows: string[][]; count: number; totals: number; skipped_sheets: string[] | null }
export interface Count { kind: DifferenceKind; field: string; state: State | 'all'; count: number }

export interface Export {
  id: string;
  export_version: string;
  exported_on: string;
  file: string;
  mapping_id: string;
  mapping_name: string;
  headings: string[];
  area_name: string;
  loaded_by: string;
  stale: boolean;
  version: number;
  compared_at: string;
  rows: Partial<Record<'good' | 'bad' | 'ignored' | 'outside', number>>;
  differences: Count[] | null;
  skipped_sheets: string[] | null;
}

export interface Candidate { id: string; name: string; area_code: string; place_code?: string; distance_m: number | null; confidence: number }

export interface Difference {
  id: string;
  kind: DifferenceKind;
  field: string;
  place_id: string | null;
  name: string;
  class_name: string;
  area_path: string[];
  ours: unknown;
  theirs: unknown;
  distance_m: number | null;
  confidence: number;
  candidates: Candidate[] | null;
  state: State;
  reason: string;
  set_id: string | null;
  set_number: number | null;
}

export interface BadRow {
  n: number;
  line: number;
  sheet: string;
  cells: string[];
  state: string;
  mended: boolean;
  problems: { field: string; message: string; value?: unknown }[];
}

export interface Accepted { set_id: string; number: number; accepted: number; items: number; remaining: number; skipped: { id: string; name: string }[] | null }
export interface TakenIn { edit_id: string; place_id: string; name: string; on: string; op: 'add' | 'modify' | 'delete'; state: 'reported' | 'unreported'; reported_on: string | null }
export interface TakenInPage { export_version: string; exported_on: string; edits: string[]; items: TakenIn[]; next: string | null }

/** How many differences of a kind there are, in one state or in all. */
export function countOf(counts: Count[] | null | undefined, kind: DifferenceKind, state?: State): number {
  return (counts ?? []).filter((one) => one.kind === kind && (!state || one.state === state)).reduce((sum, one) => sum + one.count, 0);
}

/** A value of either side as a person reads it. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.map(valueText).filter(Boolean).join('、');
  if (typeof value !== 'object') return String(value);
  const { lon, lat, ...rest } = value as { lon?: number; lat?: number; name?: string; pinyin?: string };
  const where = typeof lon === 'number' && typeof lat === 'number' ? `${lon.toFixed(6)}, ${lat.toFixed(6)}` : '';
  return [...Object.values(rest).map(valueText), where].filter(Boolean).join(' · ');
}

/** Whether the mapping that a file is to be read by has to be saved first, and how. */
export function savingOf(suggested: Mapping, columns: Column[]): 'create' | 'change' | 'keep' {
  if (suggested.version === 0) return 'create';
  return suggested.columns.every(({ field }, i) => field === columns[i]?.field) ? 'keep' : 'change';
}

/** Columns with the field of one of them changed; a field is held by one column only. */
export function withField(columns: Column[], index: number, field: string): Column[] {
  return columns.map((one, i) => {
    if (i === index) return { ...one, field };
    return field && one.field === field ? { ...one, field: '' } : one;
  });
}

/** The form of a file with what goes with it; empty values stay away. */
export function formOf(file: File, values: Record<string, string | undefined>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) if (value) form.set(name, value);
  form.set('file', file, file.name);
  return form;
}
