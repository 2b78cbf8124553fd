/** The clean-up ledger (清理整治台账): shapes of the service's contract and what its keys do. */
export const states = ['found', 'exception', 'to_rectify', 'renamed', 'closed'] as const;
export const categories = ['duplicate', 'inflated', 'foreign', 'odd', 'rare', 'person', 'company', 'famous', 'generic'] as const;
export const severities = ['error', 'warning', 'info'] as const;
export const groupings = ['category', 'county', 'class', 'rule'] as const;
export type State = (typeof states)[number];
export type Verdict = 'exception' | 'to_rectify';

export interface Row {
  id: string;
  place_id: string;
  name: string;
  class_code: string;
  class_name: string;
  area_code: string;
  area_path: string[];
  rule: string;
  category: (typeof categories)[number];
  severity: (typeof severities)[number];
  article: string;
  message: string;
  state: State;
  reason: string;
  judged_by: string;
  set_id: string | null;
  new_name: string;
  how: '' | 'renamed' | 'retired' | 'gone';
  found_at: string;
  version: number;
}

export type Count = Record<State, number> & { by: string; name: string; total: number };
export interface Run { id: string; area_code: string; actor: string; at: string; entries: number; found: number; added: number; closed: number; seconds: number }
export interface Totals { rows: Count[]; total: Count; runs: Run[] | null }

export const filterNames = ['area', 'class', 'q', 'state', 'category', 'severity'] as const;

/** What a key does in the list; letters count only without Ctrl, Alt or Meta. */
export type Doing = 'next' | 'previous' | 'exception' | 'to_rectify' | 'rename' | 'mark';

const keys: Record<string, Doing> = {
  j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', e: 'exception', r: 'to_rectify', n: 'rename', x: 'mark',
};

export function doingOf(event: { key: string; ctrlKey: boolean; altKey: boolean; metaKey: boolean }): Doing | undefined {
  return event.ctrlKey || event.altKey || event.metaKey ? undefined : keys[event.key];
}

/** A row that still can be judged. */
export const isOpen = (row: Pick<Row, 'state'>) => row.state === 'found' || row.state === 'exception' || row.state === 'to_rectify';
