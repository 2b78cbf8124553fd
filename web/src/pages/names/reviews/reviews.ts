/** Data-quality reviews (数据质量核查): shapes of the service's contract. */
export const kinds = ['complete', 'code', 'area_name', 'pinyin', 'position', 'dates'] as const;
export const states = ['open', 'mended', 'accepted'] as const;
export const severities = ['error', 'warning', 'info'] as const;
export type Kind = (typeof kinds)[number];
export type State = (typeof states)[number];

export interface Review {
  id: string;
  title: string;
  class_prefix: string;
  area_code: string;
  area_name: string;
  author: string;
  entries: number;
  faulty: number;
  open: number;
  mended: number;
  accepted: number;
  created_at: string;
  looked_at: string;
  closed_at: string | null;
  version: number;
}

export interface Fault {
  id: string;
  place_id: string;
  name: string;
  class_code: string;
  area_path: string[];
  kind: Kind;
  subject: string;
  severity: (typeof severities)[number];
  message: string;
  state: State;
  reason: string;
  judged_by: string;
  version: number;
}

export interface Check {
  id: string;
  kind: Kind;
  class_prefix: string;
  params: { fields?: string[]; whole?: boolean; reason_excuses?: boolean };
  severity: (typeof severities)[number];
  note: string;
  enabled: boolean;
  version: number;
}

/** How much of the list is worked off, in whole per cent; nothing found is all done. */
export function progress({ open, mended, accepted }: Pick<Review, 'open' | 'mended' | 'accepted'>): number {
  const all = open + mended + accepted;
  return all === 0 ? 100 : Math.floor((100 * (mended + accepted)) / all);
}

/** The body of a check: only the parameters that its kind knows. */
export function checkBody(values: Omit<Check, 'id' | 'version' | 'params'> & Check['params']) {
  const { kind, class_prefix = '', severity, note = '', enabled = true, fields, whole, reason_excuses } = values;
  const params = kind === 'complete' ? { fields: fields ?? [] } : kind === 'pinyin' ? { whole: Boolean(whole) } : kind === 'position' ? { reason_excuses: Boolean(reason_excuses) } : {};
  return { kind, class_prefix: class_prefix.trim(), severity, note: note.trim(), enabled, params };
}
