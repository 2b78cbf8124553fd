/** What holds shapes on a map. */
import type { Geometry, Position } from 'geojson';
import type { Bounds } from './base';

function positions(geometry: Geometry): Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positions);
  const flat = (inner: unknown): Position[] => (typeof (inner as Position)[0] === 'number' ? [inner as Position] : (inner as unknown[]).flatMap(flat));
  return flat(geometry.coordinates);
}

/** The box of all shapes with some country around it: a part of its size, and so many degrees at least. */
export function boundsOf(shapes: Geometry[], least = 0.02): Bounds {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x = 0, y = 0] of shapes.flatMap(positions)) {
    [west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
  }
  const room = least && Math.max(least, (east - west) * 0.3, (north - south) * 0.3);
  return [west - room, south - room, east + room, north + room];
}
