/** Changes of areas (区划变更): shapes of the service's contract, and the form's values beside them. */
import type { AreaLevel } from '../../../api/types';

export const kinds = ['rename', 'upgrade', 'merge', 'split', 'transfer'] as const;
export const states = ['draft', 'applied', 'withdrawn'] as const;
export const levels = ['county', 'township', 'village'] as const;
export type Kind = (typeof kinds)[number];
export type Level = (typeof levels)[number];

export interface Part {
  old: string[];
  code: string;
  name: string;
  pinyin: string;
  parent: string;
  lon: number | null;
  lat: number | null;
  members: string[] | null;
  geometry: unknown;
}

export interface Move { old: string; new: string; name: string; was: string; level: AreaLevel; whole: boolean }

export interface AreaChange {
  id: string;
  number: number;
  kind: Kind;
  title: string;
  authority: string;
  document: string;
  approved_on: string;
  effective_on: string;
  note: string;
  state: (typeof states)[number];
  area_codes: string[];
  due: boolean;
  author_name: string;
  applied_by: string;
  applied_at: string | null;
  version: number;
  updated_at: string;
  codes: Record<string, string> | null;
  parts: Part[];
  moves?: Move[];
  may?: { edit: boolean; apply: boolean };
}

export const things = [
  'areas', 'lines', 'markers', 'closing_edges', 'findings', 'disputes', 'patrol_plans', 'round_lines', 'facilities', 'served_areas', 'burial_zones', 'facility_plans', 'indicators', 'burial_parameters', 'siting_scenarios', 'population', 'roads',
  'entries', 'names', 'edits', 'change_sets', 'accounts', 'webhooks', 'area_changes',
] as const;
export type Thing = (typeof things)[number];

export interface Touched { what: Thing; count: number; items: { id: string; name: string; area: string; new: string }[] }
export interface Notice { field: string; code: string; message: string }
export interface Preview { moves: Move[]; touched: Touched[]; warnings: Notice[]; blocks: Notice[] }

/** A part as the form holds it: one old area, or several of a merger. */
export interface PartValues {
  old?: string | string[];
  code?: string;
  name?: string;
  pinyin?: string;
  parent?: string;
  lon?: number | null;
  lat?: number | null;
  members?: string[];
  geometry?: unknown;
}

export interface Values {
  kind: Kind;
  level: Level;
  title?: string;
  authority?: string;
  document?: string;
  approved_on?: string;
  effective_on?: string;
  note?: string;
  /** Of a split: the area that all parts come from. */
  whole?: string;
  parts: PartValues[];
  /** Codes of areas inside, a line each: old and new. */
  codes?: string;
}

export function emptyValues(kind: Kind = 'upgrade'): Values {
  return { kind, level: 'township', parts: kind === 'split' ? [{}, {}] : [{}] };
}

export function levelOf(code: string | undefined): Level {
  const digits = code?.length ?? 9;
  if (digits <= 6) return 'county';
  return digits === 9 ? 'township' : 'village';
}

/** The form's values of a draft. */
export function valuesOf(change: AreaChange): Values {
  const { kind, title, authority, document, approved_on, effective_on, note, parts } = change;
  return {
    kind, title, authority, document, approved_on, effective_on, note,
    level: levelOf(parts[0]?.old[0]),
    whole: kind === 'split' ? parts[0]?.old[0] : undefined,
    parts: parts.map((part) => ({ ...part, old: kind === 'merge' ? part.old : part.old[0], members: part.members ?? [] })),
    codes: Object.entries(change.codes ?? {}).map((pair) => pair.join(' ')).join('\n'),
  };
}

const trimmed = (text: string | undefined) => text?.trim() ?? '';

/** What is sent: empty values stay away from parts, where they would mean something. */
export function bodyOf(values: Values) {
  const split = values.kind === 'split';
  const parts = values.parts.map((part) => {
    const old = split ? [values.whole] : [part.old].flat();
    const body = {
      old: old.filter(Boolean), code: trimmed(part.code), name: trimmed(part.name), pinyin: trimmed(part.pinyin), parent: trimmed(part.parent),
      lon: part.lon ?? undefined, lat: part.lat ?? undefined, members: split ? part.members ?? [] : undefined, geometry: part.geometry ?? undefined,
    };
    return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined && value !== ''));
  });
  return {
    kind: values.kind, title: trimmed(values.title), authority: trimmed(values.authority), document: trimmed(values.document),
    approved_on: values.approved_on ?? '', effective_on: values.effective_on ?? '', note: trimmed(values.note), parts, codes: codesOf(values.codes),
  };
}

/** Lines of two codes, whatever stands between them. */
export function codesOf(text: string | undefined): Record<string, string> {
  const pairs = (text ?? '').split('\n').map((line) => line.match(/\d+/g) ?? []);
  return Object.fromEntries(pairs.filter((pair) => pair.length === 2) as [string, string][]);
}

/** The form's name of a field that a refusal speaks of: parts[0].code is ['parts', 0, 'code']. */
export function fieldPath(field: string, values: Pick<Values, 'kind'>): (string | number)[] {
  const path = field.replace(/^body\./, '').split(/[.[\]/]+/).filter(Boolean).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  if (path[0] === 'codes') return ['codes'];
  if (path[0] !== 'parts') return path;
  if (values.kind === 'split' && path[2] === 'old') return ['whole'];
  // Of a list inside a part, the list.
  return path.slice(0, 3);
}

/** How the figures of a preview are repeated before they come true: what is touched at all. */
export function figures(preview: Pick<Preview, 'touched'>): Touched[] {
  return preview.touched.filter(({ count }) => count > 0);
}

/** A member of a split belongs to one part only: those that other parts have are not offered. */
export function freeMembers(parts: PartValues[], index: number): Set<string> {
  return new Set(parts.flatMap((part, i) => (i === index ? [] : part?.members ?? [])));
}
