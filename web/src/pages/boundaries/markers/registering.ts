/** What a form of registration sends: only what it says anew; the rest stays as it was registered. */
import type { Marker, Witness } from '../../../api/types';
import type { Values } from '../../../forms/draft';
import { filled, same } from '../../../forms/merge';

/** The position in the system in which it was typed; nothing where it was left empty. */
function given(values: Values, marker: Marker): { crs: string; x: unknown; y: unknown } | undefined {
  const grid = values.system !== 'degrees';
  const [x, y] = grid ? [values.new_easting, values.new_northing] : [values.new_lon, values.new_lat];
  if (x == null || y == null) return undefined;
  return { crs: grid ? (marker.projected_crs ?? '') : 'cgcs2000', x, y };
}

const plain = (witnesses: Witness[] | undefined) => (witnesses ?? []).map(({ text, bearing_deg, distance_m }, i) => ({ seq: i + 1, text, bearing_deg: bearing_deg ?? null, distance_m: distance_m ?? null }));

export function bodyOf(values: Values, marker: Marker): Values {
  const { why, valid_from, document, document_on, signed_by, note, reason } = values;
  const witnesses = plain(values.witnesses as Witness[] | undefined);
  const changed = (['height_m', 'accuracy_m', 'position_source', 'type'] as const).filter((field) => !same(values[field], marker[field]));
  const placed = why === 'witnesses' ? {} : { given: given(values, marker), ...Object.fromEntries(changed.map((field) => [field, values[field]])) };
  const other = why === 'witnesses' || !same(witnesses, plain(marker.witnesses));
  return filled({ why, valid_from, document, document_on, signed_by, note, reason, ...placed, ...(other ? { witnesses } : {}) });
}
