/** Positions as this reader is told them: exact, or the middle of a cell of so many metres. */
import type { Session } from '../../../api/types';
import { number, position } from '../../../lib/format';

export interface Precision { lines: number; markers: number; inspections: number }

export function precisionOf({ precision }: Pick<Session, 'precision'>): Precision {
  return { lines: precision?.lines_m ?? 0, markers: precision?.markers_m ?? 0, inspections: precision?.inspections_m ?? 0 };
}

/** Decimals of a degree that a cell of so many metres still tells. */
export function decimals(metres: number): number {
  return Math.max(0, Math.min(6, 5 - Math.floor(Math.log10(Math.max(metres, 1)))));
}

/** A position without more digits than are true. */
export function coarsePosition(lon: number | null | undefined, lat: number | null | undefined, metres: number): string {
  if (metres <= 0 || lon == null || lat == null) return position(lon, lat);
  const text = (value: number, positive: string, negative: string) => `${Math.abs(value).toFixed(decimals(metres))}°${value < 0 ? negative : positive}`;
  return `${text(lon, 'E', 'W')} ${text(lat, 'N', 'S')}`;
}

/** Kilometres along a line: to the metre, or as fine as the cell. */
export function chainage(km: number, metres: number): string {
  return number(km, metres <= 0 ? 3 : Math.max(0, 3 - Math.ceil(Math.log10(metres))));
}
