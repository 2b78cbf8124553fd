/** Points of a walk: which are worth keeping, how they are thinned out, and what is sent. */
import type { Feature, LineString } from 'geojson';
import { distance, type LonLat, scaleAt } from '../../../lib/geodesy';

/** Longitude, latitude, accuracy in metres, milliseconds since 1970. */
export type TrackPoint = [number, number, number, number];

/** A fix that says less than this about where one is draws no walk, metres. */
const coarsest = 100;
/** Standing still is a point a minute. */
const stillMs = 60_000;
/** How far the thinned track may be from the fixes, metres. */
export const tolerance = 3;

const at = ([lon, lat]: TrackPoint): LonLat => [lon, lat];

/** Whether a fix adds something: moved by more than its noise, or a while has passed. */
export function worthKeeping(last: TrackPoint | undefined, next: TrackPoint): boolean {
  if (next[2] > coarsest) return false;
  if (!last) return true;
  if (next[3] <= last[3]) return false;
  return distance(at(last), at(next)) > Math.max(5, next[2] / 2) || next[3] - last[3] >= stillMs;
}

/** Leaves out what lies within so many metres of the line between its neighbours (Douglas–Peucker). */
export function simplify(points: readonly TrackPoint[], metres = tolerance): TrackPoint[] {
  const keep = new Set([0, points.length - 1]);
  const todo: [number, number][] = [[0, points.length - 1]];
  for (let span = todo.pop(); span; span = todo.pop()) {
    const [from, to] = span;
    let [worst, far] = [-1, metres];
    for (let i = from + 1; i < to; i++) {
      const off = offset(points[i] as TrackPoint, points[from] as TrackPoint, points[to] as TrackPoint);
      if (off > far) [worst, far] = [i, off];
    }
    if (worst < 0) continue;
    keep.add(worst);
    todo.push([from, worst], [worst, to]);
  }
  return points.filter((_, i) => keep.has(i));
}

function offset(p: TrackPoint, a: TrackPoint, b: TrackPoint): number {
  const [east, north] = scaleAt(p[1]);
  const [x, y] = [(b[0] - a[0]) * east, (b[1] - a[1]) * north];
  const [px, py] = [(p[0] - a[0]) * east, (p[1] - a[1]) * north];
  const square = x * x + y * y;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * x + py * y) / square));
  return Math.hypot(px - share * x, py - share * y);
}

export function trackLength(points: readonly TrackPoint[]): number {
  return points.reduce((sum, p, i) => sum + (i ? distance(at(points[i - 1] as TrackPoint), at(p)) : 0), 0);
}

/** Undefined for a walk of less than two points. */
export function featureOf(points: readonly TrackPoint[]): Feature<LineString> | undefined {
  const kept = simplify(points);
  if (kept.length < 2) return undefined;
  return {
    type: 'Feature',
    geometry: { type: 'LineString', coordinates: kept.map(([lon, lat]) => [Number(lon.toFixed(7)), Number(lat.toFixed(7))]) },
    properties: { coordTimes: kept.map((p) => new Date(p[3]).toISOString()), accuracies_m: kept.map((p) => Math.round(p[2])) },
  };
}
