/** What the service says of a line by chainage, and the stretches that it is inspected in. */
import type { Line, LineLevel } from '../../../api/types';
import { type LonLat, nearestOn } from '../../../lib/geodesy';

export interface Station {
  kind: 'start' | 'marker' | 'junction' | 'road' | 'river' | 'end';
  chainage_km: number;
  lon: number;
  lat: number;
  number: string;
  markers: { id: string; number: string; lon: number; lat: number }[];
  lines: { code: string; name: string }[];
  name: string;
}

export interface Profile {
  line_code: string;
  line_name: string;
  line_level: LineLevel;
  agreed_length_km: number | null;
  geodesic_length_km: number;
  stations: Station[];
}

/** What an open round has seen of a line, as far as it is shown here. */
export interface Coverage {
  walked: [number, number][];
  markers: { marker_id: string; done: boolean }[];
}

export interface RoundLineHead {
  code: string;
  state: string;
  due_on: string | null;
  overdue: boolean;
  markers_due: number;
  markers_done: number;
}

export interface PatrolProgress {
  plans: { area_code: string | null; line_code: string | null; state: 'done' | 'pending' | 'behind'; until_on: string }[];
  lines: { code: string; left_area: string; right_area: string; patrols: number }[];
}

/** A stretch between two markers or ends, metres; longer ones are cut. */
export interface Segment {
  from: number;
  to: number;
  /** Numbers of the markers there, "" at a cut or a bare end. */
  fromNumber: string;
  toNumber: string;
  /** What stands at its ends or between them. */
  stations: Station[];
}

/** Longest stretch, metres: as the coverage of rounds counts them. */
const longest = 10_000;

export function segmentsOf({ stations, geodesic_length_km }: Profile): Segment[] {
  const length = geodesic_length_km * 1000;
  const stops = stations.filter((one) => one.kind === 'start' || one.kind === 'end' || one.markers.length > 0)
    .map((one) => ({ at: one.kind === 'end' ? length : Math.min(length, one.chainage_km * 1000), number: one.number }));
  const out: Segment[] = [];
  for (const [i, stop] of stops.entries()) {
    const before = stops[i - 1];
    if (!before || stop.at - before.at < 1) continue;
    const pieces = Math.ceil((stop.at - before.at) / longest);
    for (let k = 0; k < pieces; k++) {
      const at = (share: number) => before.at + ((stop.at - before.at) * share) / pieces;
      out.push({
        from: at(k), to: at(k + 1), fromNumber: k ? '' : before.number, toNumber: k + 1 < pieces ? '' : stop.number,
        stations: stations.filter((one) => one.chainage_km * 1000 >= at(k) - 0.5 && one.chainage_km * 1000 <= at(k + 1) + 0.5),
      });
    }
  }
  return out;
}

/** How much of a stretch lies within others, 0 to 1. */
export function coveredShare({ from, to }: { from: number; to: number }, walked: readonly (readonly [number, number])[]): number {
  const sum = walked.reduce((metres, [a, b]) => metres + Math.max(0, Math.min(b, to) - Math.max(a, from)), 0);
  return to > from ? Math.min(1, sum / (to - from)) : 0;
}

/** K12+345 as surveyors and road builders write chainage. */
export function chainage(metres: number): string {
  const whole = Math.round(metres);
  return `K${Math.floor(whole / 1000)}+${String(whole % 1000).padStart(3, '0')}`;
}

/** A distance as one says it: metres below 1 km. */
export function far(metres: number): string {
  if (!Number.isFinite(metres)) return '';
  return metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} km`;
}

export function pointsOf(line: Pick<Line, 'geometry'>): LonLat[] {
  const { geometry } = line;
  if (geometry?.type === 'LineString') return geometry.coordinates as unknown as LonLat[];
  if (geometry?.type === 'MultiLineString') return geometry.coordinates.flat() as unknown as LonLat[];
  return [];
}

export interface Placed { line: Line; metres: number }

/** Lines by their distance from a position; without one as they come. */
export function byDistance(lines: readonly Line[], here: LonLat | undefined): Placed[] {
  const placed = lines.map((line) => ({ line, metres: here ? nearestOn(pointsOf(line), here).distance : NaN }));
  return here ? placed.sort((a, b) => a.metres - b.metres) : placed;
}

/** Where one is on a line, metres along it; undefined more than so many metres away. */
export function alongOf(points: readonly LonLat[], here: LonLat | undefined, within = 20_000): number | undefined {
  if (!here) return undefined;
  const found = nearestOn(points, here);
  return found.distance <= within ? found.along : undefined;
}

/** How far along the line a stretch is; 0 inside. */
export function metresTo({ from, to }: Segment, along: number): number {
  return Math.max(0, from - along, along - to);
}

/** Lines that a plan of patrols still waits for in this month. */
export function patrolDue({ plans, lines }: PatrolProgress): Set<string> {
  const due = new Set<string>();
  for (const plan of plans.filter((one) => one.state !== 'done')) {
    if (plan.line_code) due.add(plan.line_code);
    const area = plan.area_code;
    if (!area) continue;
    for (const one of lines) {
      if (one.patrols === 0 && (one.left_area.startsWith(area) || one.right_area.startsWith(area))) due.add(one.code);
    }
  }
  return due;
}
