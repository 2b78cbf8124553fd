/** Markers that do not seem to stand where they are registered, with what speaks for it. */
import type { Feature, LineString, Point } from 'geojson';
import type { Marker, MarkerType } from '../../../api/types';

/** The gravest first; the last is a mistake of the record and no move. */
export const alarmStates = ['moved', 'suspected', 'datum'] as const;
export type AlarmState = (typeof alarmStates)[number];

export interface Alarm {
  marker_id: string;
  number: string;
  type: MarkerType;
  state: AlarmState;
  message: string;
  inspection_id: string;
  observed_at: string;
  observer: string;
  device_id: string;
  position: {
    grade: 'survey' | 'phone';
    lon: number; lat: number; registered_lon: number; registered_lat: number;
    offset_m: number; bearing_deg: number; sigma_observed_m: number; sigma_registered_m: number; threshold_m: number;
    off: boolean;
  } | null;
  taped: { seq: number; taped_m: number; registered_m: number; deviation_m: number; threshold_m: number; off: boolean }[];
  partners: { number: string; observed_m: number; registered_m: number; deviation_m: number; threshold_m: number; off: boolean }[];
}

export function alarmKey(alarm: Alarm): string {
  return `${alarm.marker_id}~${alarm.inspection_id}`;
}

type Places = ReadonlyMap<string, [number, number]>;

export function placesOf(markers: Pick<Marker, 'id' | 'lon' | 'lat'>[]): Places {
  return new Map(markers.flatMap(({ id, lon, lat }) => (lon === null || lat === null ? [] : [[id, [lon, lat]]])));
}

/** Where the marker is registered; an alarm by tape alone names no position, the register does. */
export function alarmSpots(alarms: Alarm[], places: Places): Feature<Point>[] {
  return alarms.flatMap((one) => {
    const at = one.position ? [one.position.registered_lon, one.position.registered_lat] : places.get(one.marker_id);
    return at ? [{ type: 'Feature' as const, properties: { id: alarmKey(one), tone: one.state, label: one.number }, geometry: { type: 'Point' as const, coordinates: at } }] : [];
  });
}

/** From the registered position to the observed one, and that end as a point. */
export function alarmWays(alarms: Alarm[]): Feature<LineString | Point>[] {
  return alarms.flatMap(({ position: p, state }) => (p ? [
    { type: 'Feature' as const, properties: { tone: state }, geometry: { type: 'LineString' as const, coordinates: [[p.registered_lon, p.registered_lat], [p.lon, p.lat]] } },
    { type: 'Feature' as const, properties: { tone: state, end: true }, geometry: { type: 'Point' as const, coordinates: [p.lon, p.lat] } },
  ] : []));
}

/** So near that the way from the registered position to the observed one is seen. */
export function zoomOf(alarm: Alarm | undefined): number {
  const offset = alarm?.position?.offset_m ?? 100;
  if (offset < 10) return 18.5;
  return offset < 120 ? 16.5 : 14.5;
}

/** A distance with its sign, to the centimetre. */
export function signed(metres: number): string {
  return `${metres < 0 ? '−' : '+'}${Math.abs(metres).toFixed(2)}`;
}
