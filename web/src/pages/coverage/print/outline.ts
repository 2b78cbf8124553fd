/** Outlines of areas as paths of a drawing: a plane around the middle latitude, fitted into a width. */
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';

export interface Drawing {
  width: number;
  height: number;
  paths: { code: string; name: string; d: string }[];
  /** Where a place lies in the drawing. */
  at: (lon: number, lat: number) => [number, number];
}

function rings(geometry: Geometry | null): Position[][] {
  if (geometry?.type === 'Polygon') return geometry.coordinates;
  if (geometry?.type === 'MultiPolygon') return geometry.coordinates.flat();
  return [];
}

/** Draws the areas; undefined when none has an outline. */
export function draw(areas: FeatureCollection, width: number): Drawing | undefined {
  const all = areas.features.map((one) => ({ one, rings: rings(one.geometry) })).filter(({ rings: r }) => r.length > 0);
  const points = all.flatMap(({ rings: r }) => r.flat());
  if (points.length === 0) return undefined;
  const span = (axis: 0 | 1): [number, number] => {
    const along = points.map((p) => p[axis] ?? 0);
    return [along.reduce((x, y) => Math.min(x, y)), along.reduce((x, y) => Math.max(x, y))];
  };
  const [west, east] = span(0);
  const [south, north] = span(1);
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = width / Math.max((east - west) * shrink, 1e-9);
  const at = (lon: number, lat: number): [number, number] => [(lon - west) * shrink * scale, (north - lat) * scale];
  const ring = (positions: Position[]) => `M${positions.map((p) => at(p[0] ?? 0, p[1] ?? 0).map((n) => n.toFixed(1)).join(',')).join('L')}Z`;
  return {
    width, height: (north - south) * scale, at,
    paths: all.map(({ one, rings: r }) => ({ code: property(one, 'code'), name: property(one, 'name'), d: r.map(ring).join('') })),
  };
}

function property(feature: Feature, name: string): string {
  const value: unknown = feature.properties?.[name];
  return typeof value === 'string' ? value : '';
}
