/** What the form of an inspection holds, and the record that comes of it. */
import type { Feature, LineString } from 'geojson';
import type { FixCrs, FixSource, Inspection, Marker, StoredInspection } from '../../api/types';
import { time } from '../../lib/format';
import { uuid } from '../../lib/uuid';

/** What an inspection is about: a marker, or a stretch of a line by chainage in metres. */
export interface Subject {
  marker?: Marker;
  line?: { code: string; name: string };
  from?: number;
  to?: number;
}

export interface Values {
  /** Of the record to be; photos are kept under it from the first. */
  id: string;
  kind: Inspection['kind'];
  round?: number | null;
  /** When the form was opened, or the record that it corrects was made: to the millisecond. */
  opened: string;
  /** Local time as the input shows it, to the minute. */
  observed_at: string;
  observer: string;
  conditions: string[];
  lon?: number | null;
  lat?: number | null;
  accuracy_m?: number | null;
  crs: FixCrs;
  source?: FixSource;
  /** By number of the witness. */
  taped?: Record<string, number | null>;
  note?: string;
  /** Kilometres, as people say them. */
  from_km?: number | null;
  to_km?: number | null;
}

const localInput = (at: string) => time(at).replace(' ', 'T');
const kilometres = (metres: number | null | undefined) => (metres == null ? null : Math.round(metres) / 1000);

export function freshValues(subject: Subject, observer: string, kind: Values['kind']): Values {
  const opened = new Date().toISOString();
  return {
    id: uuid(), kind, opened, observed_at: localInput(opened), observer, conditions: [], crs: 'wgs84',
    ...(subject.marker ? {} : { from_km: kilometres(subject.from), to_km: kilometres(subject.to) }),
  };
}

/** The form filled with a record that is to be corrected. */
export function valuesOf(old: StoredInspection): Values {
  return {
    id: uuid(), kind: old.kind, round: old.round, opened: old.observed_at, observed_at: localInput(old.observed_at), observer: old.observer, conditions: old.conditions,
    lon: old.lon, lat: old.lat, accuracy_m: old.accuracy_m, crs: old.crs || 'wgs84', source: old.source || undefined, note: old.note,
    taped: Object.fromEntries((old.taped ?? []).map(({ seq, distance_m }) => [String(seq), distance_m])),
    from_km: kilometres(old.chainage_from_m), to_km: kilometres(old.chainage_to_m),
  };
}

export interface Extras {
  device: string;
  photos?: string[];
  track?: Feature<LineString>;
  corrects?: string;
}

/** What is sent: empty fields left out, the time with its offset. */
export function inspectionOf(values: Values, subject: Subject, { device, photos = [], track, corrects }: Extras): Inspection {
  const { id, kind, observer, conditions, note } = values;
  return {
    id, kind, observer, conditions, device_id: device,
    observed_at: localInput(values.opened) === values.observed_at ? values.opened : new Date(values.observed_at).toISOString(),
    ...(kind === 'round' ? { round: values.round } : {}),
    ...aboutOf(values, subject),
    ...fixOf(values),
    ...(note?.trim() ? { note: note.trim() } : {}),
    ...(photos.length ? { photos } : {}),
    ...(track ? { track } : {}),
    ...(corrects ? { corrects } : {}),
  };
}

function aboutOf({ from_km, to_km, taped }: Values, { marker, line }: Subject): Partial<Inspection> {
  if (marker) {
    const tapes = Object.entries(taped ?? {}).flatMap(([seq, distance]) => (distance == null ? [] : [{ seq: Number(seq), distance_m: distance }]));
    return { marker: marker.number, ...(line ? { line: line.code } : {}), ...(tapes.length ? { taped: tapes } : {}) };
  }
  const metres = (km: number | null | undefined) => (km == null ? undefined : Math.round(km * 1000));
  const [from, to] = [metres(from_km), metres(to_km)];
  return { line: line?.code, ...(from === undefined ? {} : { chainage_from_m: from }), ...(from === undefined || to === undefined ? {} : { chainage_to_m: to }) };
}

function fixOf({ lon, lat, accuracy_m, crs, source }: Values): Partial<Inspection> {
  if (lon == null || lat == null) return {};
  return { lon, lat, crs, ...(accuracy_m != null ? { accuracy_m } : {}), ...(source ? { source } : {}) };
}
