/** Burial zones and greening targets as the service has them, and what goes over. */

export const zoneKinds = ['cremation', 'ethnic_eco', 'earth'] as const;

export interface Zone {
  id: string;
  kind: (typeof zoneKinds)[number];
  name: string;
  area_code: string;
  area_name: string;
  areas: { code: string; name: string }[];
  from_on: string;
  to_on: string | null;
  document: string;
  note: string;
  version: number;
}

export interface ZoneValues {
  kind: Zone['kind'];
  name: string;
  area_code: string;
  areas?: string[];
  geometry?: string;
  from_on: string;
  to_on?: string;
  document?: string;
  note?: string;
}

export class BadGeometry extends Error {}

/** The body of a zone: areas, or else the polygon that was pasted; a feature gives its geometry. */
export function zoneBody(values: ZoneValues): Record<string, unknown> {
  const { geometry, areas, to_on, ...rest } = values;
  const body: Record<string, unknown> = { ...rest, document: rest.document?.trim() ?? '', note: rest.note?.trim() ?? '', to_on: to_on || null };
  if (areas?.length) return { ...body, areas };
  if (!geometry?.trim()) return body;
  return { ...body, geometry: geometryOf(geometry) };
}

function geometryOf(text: string): unknown {
  try {
    const value = JSON.parse(text) as { type?: string; geometry?: unknown; features?: { geometry: unknown }[] };
    if (value.type === 'FeatureCollection' && value.features?.length === 1) return value.features[0]?.geometry;
    if (value.type === 'Feature') return value.geometry;
    if (value.type) return value;
  } catch {
    // told below, like every text that is no geometry
  }
  throw new BadGeometry();
}

export interface Target { area_code: string; steps: { year: number; percent: number }[]; document: string; version: number }

/** Lines of a year and a percentage; the number of the first line that is none. */
export function stepsOf(text: string): Target['steps'] | number {
  const steps: Target['steps'] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    const found = /^\s*(\d{4})\D+(\d{1,3}(?:\.\d+)?)\s*[%％]?\s*$/.exec(line);
    if (!found) return i + 1;
    steps.push({ year: Number(found[1]), percent: Number(found[2]) });
  }
  return steps;
}
