/** An entry's position as the form holds it: a point by lon and lat, a line or an area by its GeoJSON geometry. */
import type { Geometry, LineString, MultiLineString, MultiPolygon, Point, Polygon, Position } from 'geojson';
import type { Values } from '../draft';

export const shapeKinds = ['point', 'line', 'area'] as const;
export type ShapeKind = (typeof shapeKinds)[number];
export type Shape = LineString | MultiLineString | Polygon | MultiPolygon;

/** What of the form's values makes the position. */
export const positionFields = ['lon', 'lat', 'geometry'] as const;

const lineTypes: readonly unknown[] = ['LineString', 'MultiLineString'];
const areaTypes: readonly unknown[] = ['Polygon', 'MultiPolygon'];

export function kindOf(geometry: unknown): ShapeKind {
  const type = (geometry as { type?: unknown } | null | undefined)?.type;
  if (lineTypes.includes(type)) return 'line';
  return areaTypes.includes(type) ? 'area' : 'point';
}

/** The line or area, when the value is one of this kind: not a text that nobody could read. */
export function shapeOf(value: unknown, kind: ShapeKind): Shape | undefined {
  return kind !== 'point' && kindOf(value) === kind ? (value as Shape) : undefined;
}

/** The values with one position: which one the form shows, its choice of kind says. */
export function onePosition({ shape, ...values }: Values): Values {
  const kind = (shape as ShapeKind | undefined) ?? kindOf(values.geometry);
  if (kind === 'point') return { ...values, geometry: undefined };
  return { ...values, lon: undefined, lat: undefined, geometry: shapeOf(values.geometry, kind) };
}

/** A moved entry says its whole position: a point by both numbers, anything else by its geometry alone. */
export function wholePosition(patch: Values, values: Values): Values {
  if (!positionFields.some((field) => field in patch)) return patch;
  const rest = Object.fromEntries(Object.entries(patch).filter(([field]) => !(positionFields as readonly string[]).includes(field)));
  return values.geometry ? { ...rest, geometry: values.geometry } : { ...rest, lon: values.lon ?? null, lat: values.lat ?? null };
}

/** A position of any kind as one value, for comparing. */
export function joined({ lon, lat, geometry, ...values }: Values): Values {
  const point = typeof lon === 'number' && typeof lat === 'number' ? { type: 'Point', coordinates: [lon, lat] } : undefined;
  return { ...values, position: geometry ?? point };
}

/** The other way round: the fields of the form that a position fills, its kind among them. */
export function split(position: unknown): Values {
  const kind = kindOf(position);
  if (kind !== 'point') return { shape: kind, lon: undefined, lat: undefined, geometry: position };
  const [lon, lat] = (position as Point | null | undefined)?.type === 'Point' ? (position as Point).coordinates : [];
  return { shape: kind, lon, lat, geometry: undefined };
}

export function apart({ position, ...values }: Values): Values {
  return { ...values, ...split(position) };
}

/** The parts of a line or area, each drawn by itself. */
export function partsOf(shape: Shape): (LineString | Polygon)[] {
  switch (shape.type) {
    case 'MultiLineString': return shape.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
    case 'MultiPolygon': return shape.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
    default: return [shape];
  }
}

/** One geometry of several parts of a kind; undefined of none. */
export function whole(parts: (LineString | Polygon)[]): Shape | undefined {
  if (parts.length < 2) return parts[0];
  const lines = parts.filter((one) => one.type === 'LineString');
  if (lines.length) return { type: 'MultiLineString', coordinates: lines.map((one) => one.coordinates) };
  return { type: 'MultiPolygon', coordinates: parts.map((one) => one.coordinates as Position[][]) };
}

/** A point to say where it lies: halfway of a line's points, the mean of an area's corners. */
export function middleOf(shape: Shape): Position | undefined {
  const part = partsOf(shape)[0];
  if (part?.type === 'LineString') return part.coordinates[Math.floor(part.coordinates.length / 2)];
  const ring = part?.coordinates[0]?.slice(1) ?? [];
  const mean = (axis: 0 | 1) => ring.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / ring.length;
  return ring.length ? [mean(0), mean(1)] : undefined;
}

/** How many points it has; the last of a ring is its first. */
export function pointCount(geometry: Geometry): number {
  const count = (inner: unknown): number =>
    (Array.isArray(inner) ? (typeof inner[0] === 'number' ? 1 : inner.reduce((sum: number, one) => sum + count(one), 0)) : 0);
  if (!('coordinates' in geometry)) return 0;
  const rings = geometry.type === 'Polygon' ? geometry.coordinates.length : geometry.type === 'MultiPolygon' ? geometry.coordinates.flat().length : 0;
  return count(geometry.coordinates) - rings;
}

/** More points than a hand edits, and more than the map moves smoothly. */
const mostPoints = 2000;

/** Why a shape can be changed in the text field only. */
export function undrawable(shape: Shape): 'holes' | 'points' | undefined {
  const polygons = partsOf(shape).filter((one) => one.type === 'Polygon');
  if (polygons.some((one) => one.coordinates.length > 1)) return 'holes';
  return pointCount(shape) > mostPoints ? 'points' : undefined;
}
