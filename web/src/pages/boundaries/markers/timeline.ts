/** What happened to a marker, from three lists, as one: the newest first. */
import type { FindingRef, Visit } from '../lines/lines';
import type { Registration } from './markers';

export type Entry =
  | { kind: 'registration'; at: number; id: string; item: Registration }
  | { kind: 'inspection'; at: number; id: string; item: Visit }
  | { kind: 'finding'; at: number; id: string; item: FindingRef };

export const kinds = ['registration', 'inspection', 'finding'] as const;
export type Kind = (typeof kinds)[number];

interface Lists {
  registrations: Registration[];
  inspections: Visit[];
  findings: FindingRef[];
  /** There are older inspections than those here. */
  more: boolean;
}

/** A day is its beginning in China. */
export function moment(text: string): number {
  return Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
}

/**
 * While older inspections are still to come, what is older than the last of those that are
 * here waits with them: else entries would appear in the middle of what was read already.
 */
export function timelineOf({ registrations, inspections, findings, more }: Lists, only?: Kind): Entry[] {
  const all: Entry[] = [
    ...registrations.map((item): Entry => ({ kind: 'registration', at: moment(item.valid_from ?? item.recorded_at), id: `r${item.version_no}`, item })),
    ...inspections.map((item): Entry => ({ kind: 'inspection', at: moment(item.observed_at), id: item.id, item })),
    ...findings.map((item): Entry => ({ kind: 'finding', at: moment(item.found_at), id: item.id, item })),
  ];
  const wanted = all.filter((one) => !only || one.kind === only);
  const horizon = more && only !== 'registration' && only !== 'finding' ? Math.min(...inspections.map((one) => moment(one.observed_at))) : -Infinity;
  // Of one day the version that was written later stands above the one that it took the place of.
  const order = (one: Entry) => (one.kind === 'registration' ? one.item.version_no : 0);
  return wanted.filter((one) => one.at >= horizon).sort((a, b) => b.at - a.at || order(b) - order(a));
}
