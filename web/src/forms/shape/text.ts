/** Lines and areas as text: a point a line, an empty line between parts, or GeoJSON. */
import type { LineString, Polygon, Position } from 'geojson';
import { kindOf, partsOf, type Shape, type ShapeKind, undrawable, whole } from './shape';

export type Refusal = { key: 'line' | 'range' | 'swapped'; line: number } | { key: 'json' | 'none' | 'kind' | 'crs' | 'fewLine' | 'fewArea'; line?: undefined };
export type Read = { shape: Shape; refusal?: undefined } | { shape?: undefined; refusal: Refusal };

const refuse = (refusal: Refusal): Read => ({ refusal });

/** A value of the form as the text to edit; what nobody could read stands there as it was typed. */
export function textOf(value: Shape | string | undefined): string {
  if (typeof value === 'string' || !value) return value ?? '';
  if (undrawable(value) === 'holes') return JSON.stringify(value);
  return partsOf(value).map((part) => ringless(part).map(([lon, lat]) => `${lon}, ${lat}`).join('\n')).join('\n\n');
}

const ringless = (part: LineString | Polygon): Position[] => (part.type === 'LineString' ? part.coordinates : (part.coordinates[0] ?? []).slice(0, -1));

/** Reads what was typed or pasted as a line or an area. */
export function readShape(text: string, kind: Exclude<ShapeKind, 'point'>): Read {
  return /^\s*[{[]/.test(text) ? readJson(text, kind) : readList(text, kind);
}

interface Node { type?: string; geometry?: Node; features?: Node[]; geometries?: Node[]; crs?: { properties?: { name?: unknown } } }

function readJson(text: string, kind: ShapeKind): Read {
  let root: Node | null;
  try {
    root = JSON.parse(text) as Node | null;
  } catch {
    return refuse({ key: 'json' });
  }
  const name = root?.crs?.properties?.name;
  if (name !== undefined && !/(CRS84|:4490|:4326)$/.test(String(name))) return refuse({ key: 'crs' });
  const found = geometries(root);
  if (!found.length) return refuse({ key: 'none' });
  if (found.some((one) => kindOf(one) !== kind)) return refuse({ key: 'kind' });
  const shape = whole((found as Shape[]).flatMap(partsOf));
  const bad = shape && partsOf(shape).flatMap((part) => (part.type === 'Polygon' ? part.coordinates : [part.coordinates])).some((line) => !line.every(isPosition));
  return shape && !bad ? { shape } : refuse({ key: 'none' });
}

function geometries(node: Node | null | undefined): Node[] {
  if (!node || typeof node !== 'object') return [];
  if (node.type === 'Feature') return geometries(node.geometry);
  if (node.type === 'FeatureCollection') return (node.features ?? []).flatMap(geometries);
  if (node.type === 'GeometryCollection') return (node.geometries ?? []).flatMap(geometries);
  return 'coordinates' in node && Array.isArray(node.coordinates) ? [node] : [];
}

const isPosition = (one: unknown): boolean => Array.isArray(one) && one.length >= 2 && one.slice(0, 2).every((number) => typeof number === 'number' && Number.isFinite(number));

function readList(text: string, kind: Exclude<ShapeKind, 'point'>): Read {
  const parts: Position[][] = [[]];
  for (const [i, row] of text.split('\n').entries()) {
    if (!row.trim()) {
      if (parts.at(-1)?.length) parts.push([]);
      continue;
    }
    const point = readPoint(row, i + 1);
    if ('key' in point) return refuse(point);
    parts.at(-1)?.push(point);
  }
  const full = parts.filter((part) => part.length);
  if (!full.length) return refuse({ key: 'none' });
  if (kind === 'line') {
    if (full.some((part) => part.length < 2)) return refuse({ key: 'fewLine' });
    return { shape: whole(full.map((coordinates) => ({ type: 'LineString', coordinates }))) as Shape };
  }
  const rings = full.map(closed);
  if (rings.some((ring) => ring.length < 4)) return refuse({ key: 'fewArea' });
  return { shape: whole(rings.map((ring) => ({ type: 'Polygon', coordinates: [ring] }))) as Shape };
}

/** Two numbers, whatever stands between them; what stands after them is the list's own. */
function readPoint(row: string, line: number): Position | Refusal {
  const numbers = row.trim().split(/[\s,，;；、\t]+/).filter(Boolean).map(Number);
  const [lon, lat] = numbers;
  if (numbers.length < 2 || numbers.length > 3 || lon === undefined || lat === undefined || !numbers.every(Number.isFinite)) return { key: 'line', line };
  if (Math.abs(lat) > 90 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90) return { key: 'swapped', line };
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return { key: 'range', line };
  return [lon, lat];
}

function closed(ring: Position[]): Position[] {
  const [first, last] = [ring[0], ring.at(-1)];
  return first && (first[0] !== last?.[0] || first[1] !== last?.[1]) ? [...ring, first] : ring;
}
