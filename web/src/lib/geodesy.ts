/**
 * Metres on the ellipsoid of CGCS2000 over the distances that a person walks or
 * sees: each step is taken in the plane that touches the ellipsoid there, true
 * to a thousandth over 10 km. Chainage on file is the service's.
 */

/** Longitude, latitude in degrees. */
export type LonLat = readonly [number, number];

/** Metres to a degree of longitude and of latitude. */
export function scaleAt(lat: number): [number, number] {
  const a = 6378137;
  const f = 1 / 298.257222101;
  const e2 = f * (2 - f);
  const phi = (lat * Math.PI) / 180;
  const w = Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  return [((a / w) * Math.cos(phi) * Math.PI) / 180, (((a * (1 - e2)) / w ** 3) * Math.PI) / 180];
}

export function distance(p: LonLat, q: LonLat): number {
  const [east, north] = scaleAt((p[1] + q[1]) / 2);
  return Math.hypot((q[0] - p[0]) * east, (q[1] - p[1]) * north);
}

export function lengthOf(line: readonly LonLat[]): number {
  return line.reduce((sum, p, i) => sum + (i ? distance(line[i - 1] as LonLat, p) : 0), 0);
}

export interface Nearest {
  /** Metres from the line. */
  distance: number;
  /** Metres along it from its start. */
  along: number;
  at: LonLat;
}

/** The point of a line nearest to a position; of a line without points infinitely far. */
export function nearestOn(line: readonly LonLat[], p: LonLat): Nearest {
  let best: Nearest = { distance: Infinity, along: 0, at: p };
  let along = 0;
  line.forEach((b, i) => {
    const a = i ? (line[i - 1] as LonLat) : b;
    const [east, north] = scaleAt(p[1]);
    const [x, y] = [(b[0] - a[0]) * east, (b[1] - a[1]) * north];
    const [px, py] = [(p[0] - a[0]) * east, (p[1] - a[1]) * north];
    const square = x * x + y * y;
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, (px * x + py * y) / square));
    const off = Math.hypot(px - share * x, py - share * y);
    const step = distance(a, b);
    if (off < best.distance) best = { distance: off, along: along + share * step, at: [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])] };
    along += step;
  });
  return best;
}

/** The part of a line between two chainages, metres. */
export function slice(line: readonly LonLat[], from: number, to: number): LonLat[] {
  const out: LonLat[] = [];
  let along = 0;
  line.forEach((b, i) => {
    if (!i) return;
    const a = line[i - 1] as LonLat;
    const step = distance(a, b);
    const at = (m: number): LonLat => [a[0] + ((m - along) / step) * (b[0] - a[0]), a[1] + ((m - along) / step) * (b[1] - a[1])];
    const [low, high] = [Math.max(from, along), Math.min(to, along + step)];
    if (step > 0 && low <= high) {
      if (!out.length) out.push(at(low));
      out.push(at(high));
    }
    along += step;
  });
  return out;
}

/** A circle of so many metres about a point, as a ring that is closed. */
export function circle([lon, lat]: LonLat, metres: number, corners = 48): [number, number][] {
  const [east, north] = scaleAt(lat);
  return Array.from({ length: corners + 1 }, (_, i) => {
    const turn = ((i % corners) * 2 * Math.PI) / corners;
    return [lon + (metres * Math.sin(turn)) / east, lat + (metres * Math.cos(turn)) / north];
  });
}
