/** Shapes of the ledger of name changes (地名变更台账), from the service's contract. */
import type { StatisticsRow } from '../../../api/types';

export const matters = ['naming', 'renaming', 'abolishing', 'correction'] as const;
export const ops = ['add', 'modify', 'delete'] as const;
export const nationalStates = ['unreported', 'reported', 'taken_in', 'returned'] as const;
export const dues = ['overdue', 'soon', 'filing', 'announcement'] as const;
export const authorityKinds = ['government', 'place_name_department', 'other_department'] as const;
export const groupings = ['county', 'month', 'year'] as const;

export type Matter = (typeof matters)[number];
export type Op = (typeof ops)[number];
export type NationalState = (typeof nationalStates)[number];
export type AuthorityKind = (typeof authorityKinds)[number];
export type Grouping = (typeof groupings)[number];

/** Something to be done by a day: filing (备案) or announcement (公告). */
export interface Duty {
  due_on: string | null;
  state: 'none' | 'running' | 'soon' | 'overdue' | 'done' | 'late';
  /** Negative after the day due; null when it is done or there is no duty. */
  days_left: number | null;
}

export interface Changed {
  field: string;
  before: unknown;
  after: unknown;
}

export interface National {
  state: NationalState;
  reported_on: string | null;
  taken_in_on: string | null;
  returned_on: string | null;
  reason: string;
  export_version: string;
}

export interface LedgerEntry {
  edit_id: string;
  place_id: string;
  on: string;
  op: Op;
  matter: Matter;
  name: string;
  pinyin: string;
  class_code: string;
  class_name: string;
  area_code: string;
  county: string;
  township: string;
  changed: Changed[];
  approval: { id: string; authority: string; authority_kind: AuthorityKind; document: string; approved_on: string } | null;
  filing: Duty & { filed_on: string | null };
  announcement: Duty & { announced_on: string | null; number: string };
  national: National;
  clerk: string;
  set_id: string | null;
  set_number: number | null;
  lon: number | null;
  lat: number | null;
}

export interface Totals {
  by: Grouping;
  rows: (Required<StatisticsRow> & { name: string })[];
  total: Omit<Required<StatisticsRow>, 'period'>;
}

/** What the national form asks for, to be copied field by field. */
export interface Card {
  place_id: string;
  name: string;
  version: number;
  fields: { field: string; label: string; value: string }[];
  edit_id: string | null;
  national: NationalState;
  reason: string;
}

export const ledgerPath = '/gazetteer/ledger';

/** The filters, as the address and the service name them. */
export const filterNames = [
  'area', 'class', 'q', 'matter', 'op', 'from', 'to', 'state', 'due', 'bbox', 'approval', 'set', 'clerk', 'approved_from', 'approved_to',
] as const;
export type Filters = Record<(typeof filterNames)[number], string>;

/** Which states a row may go to next, as the office may note them; the service decides. */
const steps: Record<NationalState, NationalState[]> = {
  unreported: ['reported'],
  reported: ['taken_in', 'returned', 'unreported'],
  returned: ['reported', 'unreported'],
  taken_in: ['unreported'],
};

/** The states to offer for these rows: what is possible for one of them at least. */
export function nextStates(rows: Pick<LedgerEntry, 'national'>[], mayTakeBack: boolean): NationalState[] {
  const possible = new Set(rows.flatMap((row) => steps[row.national.state]));
  return nationalStates.filter((one) => possible.has(one) && (one !== 'unreported' || mayTakeBack));
}

/** The service names a refused row by its place in the list that was sent: edits[3]. */
export function refusedRows(edits: string[], fields: { field: string; message: string }[]): Map<string, string> {
  const refused = new Map<string, string>();
  for (const { field, message } of fields) {
    const at = /edits\[(\d+)\]/.exec(field)?.[1];
    const edit = at === undefined ? undefined : edits[Number(at)];
    if (edit) refused.set(edit, refused.has(edit) ? `${refused.get(edit)}；${message}` : message);
  }
  return refused;
}
