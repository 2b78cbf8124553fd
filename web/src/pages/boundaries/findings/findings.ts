/** Findings (隐患) as the service tells them, and what the pages read from them. */
export const kinds = ['damage', 'loss', 'move', 'dispute_risk', 'cross_works', 'other'] as const;
export const states = ['reported', 'joint_visit', 'decided', 'handled', 'filed', 'closed'] as const;
export const outcomes = ['restored', 'moved_by_agreement', 'replaced', 'no_action'] as const;
export type FindingKind = (typeof kinds)[number];
export type FindingState = (typeof states)[number];
export type Outcome = (typeof outcomes)[number];

export interface Finding {
  id: string;
  number: number;
  kind: FindingKind;
  marker_id: string | null;
  marker: string | null;
  line_code: string | null;
  lines: string[];
  parties: string[];
  chainage_m: number | null;
  /** The place; null where it is that of the marker, or where the reader may not know it. */
  lon: number | null;
  lat: number | null;
  description: string;
  found_at: string;
  reported_at: string;
  report_due_at: string;
  late: boolean;
  inspection_id: string | null;
  photos: string[];
  state: FindingState;
  state_since: string;
  due_at: string | null;
  days_overdue: number;
  neighbour_told_at: string | null;
  neighbour_told_how: string;
  visit_on: string | null;
  visitors: string;
  visit_note: string;
  decided_on: string | null;
  decision: string;
  decision_document: string;
  outcome: Outcome | '';
  handled_on: string | null;
  handling: string;
  registration_document: string;
  registration_version: number | null;
  filed_on: string | null;
  filing_document: string;
  closed_on: string | null;
  author: string;
  author_name: string;
  version: number;
  created_at: string;
  updated_at: string;
}

export interface FindingTotals {
  findings: number;
  open: number;
  overdue: number;
  late: number;
  by_state: Record<FindingState, number>;
}

export const findingsPath = '/boundaries/findings';
export const findingLink = (id: string) => `/boundaries/findings/${id}`;

/** The columns of the board. Telling the neighbour changes no state, but people wait for it. */
export const columns = ['reported', 'told', 'visited', 'decided', 'handled', 'filed'] as const;
export type Column = (typeof columns)[number];

export function columnOf({ state, neighbour_told_at }: Pick<Finding, 'state' | 'neighbour_told_at'>): Column {
  switch (state) {
    case 'reported': return neighbour_told_at ? 'told' : 'reported';
    case 'joint_visit': return 'visited';
    case 'closed': return 'filed';
    default: return state;
  }
}

/** The step that the finding waits for, by the name that it has in the address of the service. */
export const steps = ['tell', 'visit', 'decide', 'handle', 'file', 'close'] as const;
export type Step = (typeof steps)[number];

export function nextStep(finding: Pick<Finding, 'state' | 'neighbour_told_at'>): Step | undefined {
  if (finding.state === 'closed') return undefined;
  if (finding.state === 'filed') return 'close';
  return ({ reported: 'tell', told: 'visit', visited: 'decide', decided: 'handle', handled: 'file', filed: 'close' } as const)[columnOf(finding)];
}

/** How an outcome registers the marker: it must, it may, or there is nothing to register. */
export function registering({ marker_id, outcome, kind }: Pick<Finding, 'marker_id' | 'outcome' | 'kind'>): 'must' | 'may' | 'no' {
  if (!marker_id || outcome === '' || outcome === 'no_action') return 'no';
  return outcome !== 'restored' || kind === 'loss' || kind === 'move' ? 'must' : 'may';
}

const hour = 3_600_000;

/** What the clock of the next step says: hours below two days, days above; counted as the service counts them. */
export type Clock = { key: 'closed' } | { key: 'overdueHours' | 'overdue' | 'hours' | 'days'; count: number };

export function clockOf(due: string | null, now: number): Clock {
  if (!due) return { key: 'closed' };
  const left = new Date(due).getTime() - now;
  if (left < 0) return -left < 24 * hour ? { key: 'overdueHours', count: Math.max(1, Math.floor(-left / hour)) } : { key: 'overdue', count: Math.ceil(-left / (24 * hour)) };
  return left < 48 * hour ? { key: 'hours', count: Math.floor(left / hour) } : { key: 'days', count: Math.floor(left / (24 * hour)) };
}

/** How long the report took, beside what was allowed; whole hours, rounded up. */
export function reportHours({ found_at, reported_at, report_due_at }: Pick<Finding, 'found_at' | 'reported_at' | 'report_due_at'>) {
  const from = new Date(found_at).getTime();
  return { took: Math.ceil((new Date(reported_at).getTime() - from) / hour), allowed: Math.round((new Date(report_due_at).getTime() - from) / hour) };
}

export interface Entry {
  key: 'found' | 'reported' | 'told' | 'visited' | 'decided' | 'handled' | 'filed' | 'closed';
  /** A time or a day; null while it has not been. */
  at: string | null;
  /** Who, what and by which paper, in the order in which they read. */
  says: string[];
}

/** The whole life of a finding; what has not been yet stands there without a day. */
export function timeline(f: Finding): Entry[] {
  const says = (...texts: string[]) => texts.filter(Boolean);
  return [
    { key: 'found', at: f.found_at, says: [] },
    { key: 'reported', at: f.reported_at, says: says(f.author_name || f.author) },
    { key: 'told', at: f.neighbour_told_at, says: says(f.neighbour_told_how) },
    { key: 'visited', at: f.visit_on, says: says(f.visitors, f.visit_note) },
    { key: 'decided', at: f.decided_on, says: says(f.decision, f.decision_document) },
    { key: 'handled', at: f.handled_on, says: says(f.handling) },
    { key: 'filed', at: f.filed_on, says: says(f.filing_document) },
    { key: 'closed', at: f.closed_on, says: [] },
  ];
}

/** Metres along a line as people say them: K12+345. */
export function chainage(metres: number): string {
  const whole = Math.round(metres);
  return `K${Math.floor(whole / 1000)}+${String(whole % 1000).padStart(3, '0')}`;
}
