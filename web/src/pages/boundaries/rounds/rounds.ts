/** Shapes of rounds of joint inspection (联合检查) and of their ledger (联检台账), from the service's contract. */
import type { LineLevel } from '../../../api/types';
import { boxOfMap } from '../../../map/box';

/** States of a line in a round, in the order of the work; unplanned: the round does not know it. */
export const lineStates = ['unplanned', 'planned', 'walked', 'recorded', 'signed', 'closed'] as const;
export const conclusions = ['qualified', 'repaired', 'follow_up'] as const;
export const changes = ['worse', 'better', 'changed', 'same', 'first', 'waiting'] as const;

export type RoundState = 'planned' | 'open' | 'closed' | 'archived';
export type LineState = (typeof lineStates)[number];
export type Conclusion = (typeof conclusions)[number];
export type Side = 'left' | 'right';

export interface Round {
  number: number;
  title: string;
  starts_on: string | null;
  ends_on: string | null;
  state: RoundState;
  /** Was over before it came in: conclusions and inspections as imported. */
  past: boolean;
  closed_at: string | null;
  closed_why: string;
  archive: { sha256: string; size: number; files: number; made_by: string; made_at: string } | null;
  /** Inspections received after the round was closed: kept, never counted. */
  late_inspections: number;
  version: number;
}

/** A line in a round: its plan, its record, how far it has come. Lengths are agreed ones. */
export interface RoundLine {
  round: number;
  code: string;
  name: string;
  level: LineLevel;
  left_area: string;
  left_name: string;
  right_area: string;
  right_name: string;
  agreed_length_km: number | null;
  state: LineState;
  /** The year in which it is to be inspected. */
  batch: number | null;
  due_on: string | null;
  overdue: boolean;
  leading: Side;
  left_team: string;
  right_team: string;
  walked_on: string | null;
  conclusion: Conclusion | '';
  findings: string;
  problems: string;
  left_opinion: string;
  right_opinion: string;
  disagreement: boolean;
  left_signed_on: string | null;
  right_signed_on: string | null;
  document: string;
  /** Share of the length within reach of a track; null: no track. */
  covered: number | null;
  walked_km: number | null;
  markers_due: number;
  markers_done: number;
  /** Found other than intact. */
  markers_bad: number;
  open_findings: number;
  last_round: number | null;
  last_on: string | null;
  past: boolean;
  closed_at: string | null;
  /** 0: not planned. */
  version: number;
}

/** A row of the ledger: the line as one of its parties sees it. */
export interface LedgerLine extends RoundLine {
  ours: Side;
  leading_name: string;
  our_signed_on: string | null;
  their_signed_on: string | null;
  open_problems: boolean;
}

export interface Batch {
  batch: number;
  lines: number;
  lines_done: number;
  km: number;
  km_done: number;
  overdue: number;
  due_on: string | null;
}

/** What is done of what there is, for the lines that fit the filters. */
export interface Totals {
  lines: number;
  lines_done: number;
  km: number;
  km_done: number;
  km_walked: number;
  markers: number;
  markers_done: number;
  markers_bad: number;
  overdue: number;
  disagreements: number;
  open_findings: number;
  states: Record<LineState, number>;
  conclusions: Record<Conclusion, number>;
  batches: Batch[];
}

export interface CoverageMarker {
  marker_id: string;
  number: string;
  done: boolean;
  inspection_id: string | null;
  on: string | null;
  observer: string;
  conditions: string[];
  note: string;
}

/** Chainages are metres along the computed line. */
export interface Coverage {
  reach_m: number;
  length_m: number;
  tracks: number;
  covered: number | null;
  walked_km: number | null;
  walked: [number, number][];
  left: [number, number][];
  markers: CoverageMarker[];
  segments: { from_m: number; to_m: number; from: string; to: string; covered: number }[];
  stretches: { inspection_id: string; from_m: number; to_m: number; on: string; observer: string; conditions: string[]; note: string }[];
  late_inspections: number;
}

export interface Compared {
  marker_id: string;
  number: string;
  lines: string[];
  then: string[];
  then_on: string | null;
  now: string[];
  now_on: string | null;
  change: (typeof changes)[number];
  new: string[];
  gone: string[];
  same: string[];
}

export const roundsPath = '/boundaries/rounds';
export const ledgerPath = '/boundaries/ledger';
export const linePath = (round: number, code: string) => `${roundsPath}/${round}/lines/${encodeURIComponent(code)}`;
/** Whom the papers of a line in a round belong to. */
export const paperOwner = (round: number, code: string) => ({ owner: 'round_line', ownerId: `${round}-${code}` });

/** The filters of lists, totals, ledger and map, as the address and the service name them. */
export const filterNames = ['area', 'party', 'level', 'state', 'batch', 'conclusion', 'due', 'q', 'bbox'] as const;
export type Filters = Record<(typeof filterNames)[number], string>;

export function queryOf(values: Filters): Filters {
  const query = Object.fromEntries(filterNames.map((name) => [name, values[name]])) as Filters;
  return query.bbox === boxOfMap ? { ...query, bbox: '' } : query;
}

/** The step that a line is to take next; nothing is left for a closed one. */
export type Step = 'walk' | 'record' | 'paper' | 'sign' | 'scan' | 'close';
export const steps: readonly Step[] = ['walk', 'record', 'paper', 'sign', 'scan', 'close'];

/** What a step still lacks, as keys of messages; an empty list: it is done, or can be. */
export type Lack = 'walked_on' | 'conclusion' | 'left_signed_on' | 'right_signed_on' | 'document' | 'scan';

export function lacksOf(line: RoundLine, scans: number): Record<Step, Lack[]> {
  const when = (lack: Lack, lacking: boolean): Lack[] => (lacking ? [lack] : []);
  const walk = when('walked_on', line.walked_on === null);
  const record = when('conclusion', line.conclusion === '');
  const sign = [...when('left_signed_on', line.left_signed_on === null), ...when('right_signed_on', line.right_signed_on === null), ...when('document', line.document === '')];
  const scan = when('scan', scans === 0);
  return { walk, record, paper: [], sign, scan, close: [...walk, ...record, ...sign, ...scan] };
}

/** Where the work stands: the first step that lacks something; the paper is a help between, never a step that waits. */
export function nextStep(line: RoundLine, scans: number): Step | undefined {
  if (line.state === 'closed') return undefined;
  const lacks = lacksOf(line, scans);
  return (['walk', 'record', 'sign', 'scan'] as const).find((step) => lacks[step].length > 0) ?? 'close';
}
