/** What the form of a report sends. */
import type { Values } from '../../../forms/draft';
import { filled, instant } from './steps/body';

/** Where somebody says that it is. */
export const wheres = ['marker', 'chainage', 'point'] as const;

/** The place goes in one way only: the marker's, a chainage (typed in kilometres), or a point. */
export function reportBody(values: Values, inspection?: string): Values {
  const { where, chainage_km, lon, lat, marker, found_at, ...rest } = values;
  if (inspection) return filled({ ...rest, line_code: undefined, inspection_id: inspection });
  const place = where === 'chainage' ? { chainage_m: typeof chainage_km === 'number' ? Math.round(chainage_km * 1000) : undefined } : where === 'point' ? { lon, lat } : {};
  return filled({ ...rest, ...place, marker, found_at: instant(found_at) });
}
