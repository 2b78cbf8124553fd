/** Tracks from files: GPX or GeoJSON, read here to be shown and checked by eye before they are sent. */
import type { LineString, MultiLineString, Position } from 'geojson';

export interface Track {
  geometry: LineString | MultiLineString;
  points: number;
  /** What is sent: the file as it is where the service reads it so, with the times of its points. */
  sent: unknown;
  /** First and last time that the file tells. */
  from?: string;
  to?: string;
}

/** Why a file gives no track. */
export type Fault = 'unreadable' | 'noTrack' | 'tooBig';

export const largest = 25 << 20;

export function readTrack(text: string): Track | Fault {
  const trimmed = text.trimStart().replace(/^\uFEFF/, '');
  return trimmed.startsWith('<') ? readGpx(trimmed) : readGeoJson(trimmed);
}

/** Track segments and, where there are none, routes; a segment needs two points. */
function readGpx(text: string): Track | Fault {
  const document = new DOMParser().parseFromString(text, 'application/xml');
  if (document.getElementsByTagName('parsererror').length > 0) return 'unreadable';
  const all = (parent: Element | Document, name: string) => [...parent.getElementsByTagNameNS('*', name)];
  const segments = [...all(document, 'trkseg').map((one) => all(one, 'trkpt')), ...all(document, 'rte').map((one) => all(one, 'rtept'))];
  const parts: Position[][] = [];
  const times: string[] = [];
  for (const points of segments) {
    const part = points.map((point) => [Number(point.getAttribute('lon')), Number(point.getAttribute('lat'))]);
    if (part.some(([lon, lat]) => !inRange(lon, lat))) return 'unreadable';
    for (const point of points) times.push(...all(point, 'time').map((one) => one.textContent?.trim() ?? ''));
    if (part.length > 1) parts.push(part);
  }
  return trackOf(parts, times, text);
}

function inRange(lon: number | undefined, lat: number | undefined): boolean {
  return lon !== undefined && lat !== undefined && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

interface Loose { type?: string; geometry?: unknown; features?: unknown; coordinates?: unknown; properties?: { coordTimes?: unknown } | null }

/** A geometry, a feature, or a collection with the parts of one walk. */
function readGeoJson(text: string): Track | Fault {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return 'unreadable';
  }
  const parts: Position[][] = [];
  const times: string[] = [];
  collect(read as Loose, parts, times);
  return trackOf(parts, times, (read as Loose | null)?.type === 'FeatureCollection' ? undefined : read);
}

function collect(one: Loose | null | undefined, parts: Position[][], times: string[]): void {
  if (!one || typeof one !== 'object') return;
  if (one.type === 'FeatureCollection' && Array.isArray(one.features)) one.features.forEach((feature) => collect(feature as Loose, parts, times));
  if (one.type === 'Feature') {
    collect(one.geometry as Loose, parts, times);
    times.push(...[one.properties?.coordTimes].flat(2).filter((time): time is string => typeof time === 'string'));
  }
  const lines = one.type === 'LineString' ? [one.coordinates] : one.type === 'MultiLineString' ? one.coordinates : [];
  if (!Array.isArray(lines)) return;
  for (const line of lines as unknown[]) {
    const part = Array.isArray(line) ? (line as Position[]).filter((point) => Array.isArray(point) && inRange(point[0], point[1])).map(([lon = 0, lat = 0]) => [lon, lat]) : [];
    if (part.length > 1) parts.push(part);
  }
}

function trackOf(parts: Position[][], times: string[], file: unknown): Track | Fault {
  const [first] = parts;
  if (!first) return 'noTrack';
  const geometry: Track['geometry'] = parts.length === 1 ? { type: 'LineString', coordinates: first } : { type: 'MultiLineString', coordinates: parts };
  const told = times.filter((one) => !Number.isNaN(Date.parse(one))).sort((a, b) => Date.parse(a) - Date.parse(b));
  return {
    geometry, sent: file ?? geometry,
    points: parts.reduce((sum, part) => sum + part.length, 0),
    from: told[0], to: told[told.length - 1],
  };
}
