/** What a finding (隐患) begins with that is reported from a fault or an alarm. */
import type { Alarm } from './alarms';
import type { Fault } from './checks';

export const findingKinds = ['damage', 'loss', 'move', 'dispute_risk', 'cross_works', 'other'] as const;
export type FindingKind = (typeof findingKinds)[number];

export interface FindingStart {
  kind: FindingKind;
  marker?: string;
  line_code?: string;
  lon?: number;
  lat?: number;
  description: string;
  /** The inspection that raised the alarm: its place, its photos and its time go along where it found something itself. */
  inspection?: string;
}

/** A fault of the data: at its place on its line, or of its marker. What it is on the spot the data cannot say. */
export function findingOfFault(fault: Fault): FindingStart {
  const where = fault.marker ? { marker: fault.marker } : { line_code: fault.line, lon: fault.lon, lat: fault.lat };
  return { kind: 'other', ...where, description: fault.message };
}

export function findingOfAlarm(alarm: Alarm): FindingStart {
  return { kind: alarm.state === 'datum' ? 'other' : 'move', marker: alarm.number, description: alarm.message, inspection: alarm.inspection_id };
}

/** Conditions of which the service makes a finding out of an inspection by itself. */
const found = ['lost', 'moved', 'damaged', 'endangered'];

export interface FindingValues { kind: FindingKind; description: string; found_at: string }

/** What is sent. */
export function findingBody(start: FindingStart, values: FindingValues, conditions: string[] | undefined) {
  const { inspection, marker, line_code, lon, lat } = start;
  return {
    marker, line_code, lon, lat, kind: values.kind, description: values.description.trim(), found_at: new Date(values.found_at).toISOString(),
    ...(inspection && conditions?.some((one) => found.includes(one)) ? { inspection_id: inspection } : {}),
  };
}
