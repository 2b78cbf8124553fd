/** The report of the checks of boundary lines, and what the page makes of it. */
import type { Feature, Point } from 'geojson';

export const severities = ['error', 'warning'] as const;
export type Severity = (typeof severities)[number];

const faultKinds = [
  'dangle', 'junction_mismatch', 'crossing_without_node', 'self_crossing', 'duplicate_edge', 'sliver', 'wrong_left_right', 'wrong_level',
  'not_closed', 'area_gap', 'area_overlap', 'area_without_lines', 'marker_off_line', 'marker_order', 'length_departs',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  severity: Severity;
  /** Code of the line at fault; empty for an area. */
  line: string;
  line_name: string;
  others: string[];
  areas: string[];
  marker_id: string | null;
  marker: string;
  lon: number;
  lat: number;
  /** How large the fault is, in unit. */
  measure: number | null;
  unit: 'm' | 'm2' | 'ratio' | '';
  /** Of the set, where measure is a ratio. */
  median: number | null;
  message: string;
}

export interface Report {
  at: string;
  lines: number;
  markers: number;
  areas: number;
  errors: number;
  warnings: number;
  findings: Fault[];
}

/** A fault has no id of its own: what and where it is tells it apart, also in the next report. */
export function faultKey(fault: Fault): string {
  return [fault.kind, fault.line || fault.areas.join('+'), fault.marker, fault.lon.toFixed(5), fault.lat.toFixed(5)].join('~');
}

export interface Wanted { kind: string; severity: string }

export function wantedFaults(faults: Fault[], { kind, severity }: Wanted): Fault[] {
  return faults.filter((one) => (!kind || one.kind === kind) && (!severity || one.severity === severity));
}

/** How many there are of each kind, and of each severity; each count leaves its own filter aside. */
export function countsOf(faults: Fault[], { kind, severity }: Wanted) {
  const kinds = new Map<FaultKind, number>();
  for (const one of wantedFaults(faults, { kind: '', severity })) kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + 1);
  const ofKind = wantedFaults(faults, { kind, severity: '' });
  const bySeverity = { error: ofKind.filter((one) => one.severity === 'error').length, warning: ofKind.filter((one) => one.severity === 'warning').length };
  return { kinds: faultKinds.flatMap((one) => (kinds.has(one) ? [{ kind: one, count: kinds.get(one) ?? 0 }] : [])), severities: bySeverity };
}

/** A point for each fault; its tone is its severity. */
export function faultSpots(faults: Fault[]): Feature<Point>[] {
  return faults.map((one) => ({
    type: 'Feature', properties: { id: faultKey(one), tone: one.severity, label: '' },
    geometry: { type: 'Point', coordinates: [one.lon, one.lat] },
  }));
}

/** Lines to show with a fault: its own and the others that take part. */
export function linesOf(fault: Fault | undefined): string[] {
  return fault ? [fault.line, ...fault.others].filter(Boolean) : [];
}

/** How far a ratio stands from the median, in per cent with its sign. */
export function departure(fault: Fault): string | undefined {
  if (fault.measure === null || fault.median === null) return undefined;
  const percent = (fault.measure / fault.median - 1) * 100;
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)}%`;
}
