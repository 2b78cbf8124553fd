/** Burial zones and greening targets as the service has them, and what goes over. */

import type { Geometry } from 'geojson';
import type { Shape } from '../../../forms/shape/shape';
import type { zoneKinds } from '../../../map/zones';

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

/** A zone with its outline; none where its areas have no shape. */
export interface ZoneShape extends Zone { geometry: Geometry | null }

export interface ZoneValues {
  kind: Zone['kind'];
  name: string;
  area_code: string;
  /** Whole areas, or a polygon. */
  extent: 'areas' | 'polygon';
  areas?: string[];
  /** A text is what nobody could read: the form refuses it. */
  geometry?: Shape | string;
  from_on: string;
  to_on?: string;
  document?: string;
  note?: string;
}

/** What the form of a zone begins with. */
export function valuesOf(zone: ZoneShape): ZoneValues {
  const { kind, name, area_code, from_on, document, note } = zone;
  const areas = zone.areas.map((one) => one.code);
  const drawn = areas.length === 0 ? ((zone.geometry ?? undefined) as Shape | undefined) : undefined;
  return { kind, name, area_code, from_on, to_on: zone.to_on ?? undefined, document, note, areas, extent: areas.length ? 'areas' : 'polygon', geometry: drawn };
}

/** The body of a zone: its extent only where it is new or changed, so that a coarser outline than the stored one never goes back. */
export function zoneBody(values: ZoneValues, before?: ZoneValues): Record<string, unknown> {
  const { kind, name, area_code, from_on, to_on, document, note, extent, areas = [], geometry } = values;
  const body = { kind, name, area_code, from_on, to_on: to_on || null, document: document?.trim() ?? '', note: note?.trim() ?? '' };
  if (extent === 'areas') return before?.extent === 'areas' && String(before.areas) === String(areas) ? body : { ...body, areas };
  const same = before?.extent === 'polygon' && JSON.stringify(before.geometry) === JSON.stringify(geometry);
  return same ? body : { ...body, geometry };
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
