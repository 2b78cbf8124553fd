/** Shapes of change sets and reports, from the service's contract. */
import type { Geometry } from 'geojson';

export const streams = ['correction', 'naming'] as const;
export type Stream = (typeof streams)[number];

export const states = ['draft', 'submitted', 'returned', 'accepted', 'published', 'withdrawn'] as const;
export type State = (typeof states)[number];

export const authorityKinds = ['government', 'place_name_department', 'other_department'] as const;

/** An authority's approval (批准), which is never the review (审核) inside the system. */
export interface Approval {
  id: string;
  authority: string;
  authority_kind: (typeof authorityKinds)[number];
  authority_area: string;
  document: string;
  approved_on: string;
  note: string;
}

export interface SetMay {
  edit: boolean;
  submit: boolean;
  review: boolean;
  return: boolean;
  publish: boolean;
  withdraw: boolean;
  approve: boolean;
  resolve: boolean;
  revert: boolean;
}

export interface ChangeSet {
  id: string;
  /** For people; counts up. */
  number: number;
  stream: Stream;
  title: string;
  reason: string;
  state: State;
  area_code: string;
  author: string;
  author_name: string;
  reviewer: string;
  reviewer_name: string;
  verdict: string;
  approval: Approval | null;
  reverts: string | null;
  reverted_by: string | null;
  counts: Record<'items' | 'added' | 'modified' | 'deleted' | 'accepted' | 'returned' | 'open' | 'sampled' | 'conflicts' | 'findings', number>;
  submitted_at: string | null;
  decided_at: string | null;
  published_at: string | null;
  created_at: string;
  updated_at: string;
  version: number;
  may: SetMay;
}

export interface NearEntry {
  id: string;
  name: string;
  pinyin: string;
  class_name: string;
  area_path: string[];
  /** By another item of the same set: the entry may not be there yet. */
  proposed?: boolean;
}

/** What a naming rule says of a name. */
export interface Finding {
  rule: string;
  severity: 'error' | 'warning' | 'info';
  article: string;
  field: string;
  message: string;
  conflicts: NearEntry[];
  /** Conflicting entries beyond those listed. */
  more: number;
}

export type Choice = 'mine' | 'theirs' | 'value';
export type RowState = 'clean' | 'merged' | 'same' | 'conflict' | 'decided';

export interface FieldRow {
  field: string;
  base: unknown;
  current: unknown;
  proposed: unknown;
  state: RowState;
  decision: { choice: Choice; value: unknown; version: number; by: string; at: string } | null;
  holder: { id: string; name: string } | null;
}

export interface Item {
  id: string;
  seq: number;
  op: 'add' | 'modify' | 'delete';
  matter: 'naming' | 'renaming' | 'abolishing' | 'correction';
  place_id: string;
  place_name: string;
  base_version: number;
  current_version: number;
  area_code: string;
  area_path: string[];
  class_code: string;
  class_name: string;
  reason: string;
  rule_reason: string;
  findings: Finding[];
  sampled: boolean;
  verdict: '' | 'accepted' | 'returned';
  verdict_reason: string;
  edit_id: string | null;
  made_version: number;
  fields: FieldRow[];
  geometry: { base: Geometry | null; before: Geometry | null; after: Geometry | null };
}

export interface Report {
  id: string;
  place_id: string;
  place_name: string;
  kind: 'error' | 'confirm';
  field: string;
  value: string;
  text: string;
  area_code: string;
  area_path: string[];
  author: string;
  author_name: string;
  at: string;
  state: 'open' | 'closed';
  outcome: '' | 'taken' | 'declined' | 'duplicate';
  note: string;
  set: string | null;
  closer_name: string;
  closed_at: string | null;
  version: number;
}

/** What is proposed for one entry, as it is sent. */
export interface NewItem {
  id?: string;
  op?: Item['op'];
  place_id?: string;
  base_version?: number;
  fields?: Record<string, unknown>;
  reason?: string;
  rule_reason?: string;
}

export const setsPath = '/gazetteer/changes';
export const setPath = (id: string) => `${setsPath}/${id}`;
export const itemPath = (set: string, item: string) => `${setPath(set)}/items/${item}`;

/** Colours of badges; the words beside them say the same. */
export const stateColours: Record<State, string> = {
  draft: 'default', submitted: 'blue', returned: 'red', accepted: 'cyan', published: 'green', withdrawn: 'default',
};
export const severityColours = { error: 'red', warning: 'gold', info: 'blue' } as const;
