/** Whose records are: the areas by which the right to write on one is judged. */
import type { RecordKind, Records } from './queries';
import type { Facility, Line, Marker, Place } from './types';

export type AnyRecord = Records[RecordKind];

/** Lines and markers belong to all their parties; an area to nobody here. */
export function areasOf(kind: RecordKind, record: AnyRecord): string[] {
  if (kind === 'place' || kind === 'facility') return [(record as Place | Facility).area_code];
  if (kind === 'line') return [(record as Line).left_area, (record as Line).right_area];
  if (kind !== 'marker') return [];
  const { managing_area, co_area, lines } = record as Marker;
  return [managing_area, ...(co_area ?? []), ...lines.flatMap((code) => [code.slice(0, 9), code.slice(9)])];
}
