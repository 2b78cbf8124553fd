/** How the changed fields of an edit read: moves in metres, long texts cut short. */
import { none } from '../../../lib/format';
import type { Changed } from './ledger';

export interface Line {
  field: string;
  before: string;
  after: string;
  /** A position that was recorded or moved; metres where both ends are points. */
  move?: { metres: number | null; from: string; to: string };
}

const place = ['lon', 'lat', 'geometry'];

/** The lines of an edit: coordinates and shape make one line together. */
export function linesOf(changed: Changed[], read: (field: string, value: unknown) => string): Line[] {
  const lines = changed.filter(({ field }) => !place.includes(field)).map(({ field, before, after }): Line => ({ field, before: read(field, before), after: read(field, after) }));
  const moved = changed.filter(({ field }) => place.includes(field));
  if (moved.length === 0) return lines;
  const of = (field: string) => moved.find((one) => one.field === field);
  const [lon, lat, shape] = [of('lon'), of('lat'), of('geometry')];
  const at = (side: 'before' | 'after') => point(lon?.[side], lat?.[side]) ?? text(shape?.[side]);
  return [...lines, { field: 'position', before: at('before'), after: at('after'), move: { metres: metresOf(lon, lat), from: at('before'), to: at('after') } }];
}

function text(value: unknown): string {
  return typeof value === 'string' && value ? value : none;
}

function point(lon: unknown, lat: unknown): string | undefined {
  if (typeof lon !== 'number' && typeof lat !== 'number') return undefined;
  return [lon, lat].map((one) => (typeof one === 'number' ? one.toFixed(6) : '·')).join(', ');
}

const metresPerDegree = 111_195;

/** How far a point went; null where an end is unknown. A field that stands alone moved along its own axis. */
export function metresOf(lon: Changed | undefined, lat: Changed | undefined): number | null {
  const known = [lon, lat].filter((one) => one !== undefined);
  if (known.length === 0 || known.some((one) => typeof one.before !== 'number' || typeof one.after !== 'number')) return null;
  const by = (one: Changed | undefined) => (one ? (one.after as number) - (one.before as number) : 0);
  // Without the latitude the length of a degree of longitude is that of the middle of Yunnan.
  const middle = lat ? ((lat.before as number) + (lat.after as number)) / 2 : 24;
  return Math.hypot(by(lon) * Math.cos((middle * Math.PI) / 180), by(lat)) * metresPerDegree;
}

/** A distance as people say it. */
export function distanceText(metres: number): { unit: 'metres' | 'kilometres'; value: string } {
  if (metres < 1000) return { unit: 'metres', value: metres < 10 ? metres.toFixed(1) : String(Math.round(metres)) };
  return { unit: 'kilometres', value: (metres / 1000).toFixed(metres < 10_000 ? 2 : 1) };
}

const shortLength = 22;

/** The beginning of a text; cuts between whole characters, also those beyond the basic plane. */
export function shorten(whole: string, length = shortLength): string {
  const letters = Array.from(whole);
  return letters.length <= length ? whole : `${letters.slice(0, length).join('')}…`;
}

export const isLong = (line: Line) => [line.before, line.after].some((one) => shorten(one) !== one);
