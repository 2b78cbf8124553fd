/** Parts of a line by chainage, for the map; what counts was measured by the service. */
import type { LineString, Position } from 'geojson';

const radius = 6_371_008.8;

/** Great-circle metres: only the proportions along a line are taken from them. */
function metres([lon1 = 0, lat1 = 0]: Position, [lon2 = 0, lat2 = 0]: Position): number {
  const rad = Math.PI / 180;
  const h = Math.sin(((lat2 - lat1) * rad) / 2) ** 2 + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * Math.sin(((lon2 - lon1) * rad) / 2) ** 2;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The piece of the line between two chainages, where the whole of it is so many metres long; undefined for none. */
export function cut(line: LineString, length: number, from: number, to: number): Position[] | undefined {
  const steps = line.coordinates.slice(1).map((at, i) => metres(line.coordinates[i] ?? at, at));
  const whole = steps.reduce((sum, one) => sum + one, 0);
  if (whole === 0 || length <= 0 || to <= from) return undefined;
  const [start, end] = [(from / length) * whole, (to / length) * whole];
  const piece: Position[] = [];
  let at = 0;
  steps.forEach((step, i) => {
    const [a, b] = [line.coordinates[i], line.coordinates[i + 1]];
    const next = at + step;
    if (a && b && step > 0 && next > start && at < end) {
      if (piece.length === 0) piece.push(between(a, b, Math.max(0, (start - at) / step)));
      piece.push(between(a, b, Math.min(1, (end - at) / step)));
    }
    at = next;
  });
  return piece.length > 1 ? piece : undefined;
}

function between([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position, share: number): Position {
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
}
