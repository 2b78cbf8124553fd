/** Where findings stand on a map: at their own place, else at their marker's. */
import type { Marker } from '../../../api/types';
import type { Finding } from './findings';
import type { Thing } from './parts/thingsStyle';

export const colours = { open: '#b25000', overdue: '#b42318', done: '#1c7a4a' } as const;
export type Tone = keyof typeof colours;

export function toneOf({ state, days_overdue }: Pick<Finding, 'state' | 'days_overdue'>): Tone {
  if (state === 'filed' || state === 'closed') return 'done';
  return days_overdue > 0 ? 'overdue' : 'open';
}

/** The place of a finding; undefined where it is not known, or not told to this reader. */
export function placeOf(finding: Pick<Finding, 'lon' | 'lat' | 'marker_id'>, markers: Map<string, Marker>): [number, number] | undefined {
  if (finding.lon !== null && finding.lat !== null) return [finding.lon, finding.lat];
  const marker = finding.marker_id === null ? undefined : markers.get(finding.marker_id);
  return typeof marker?.lon === 'number' && typeof marker.lat === 'number' ? [marker.lon, marker.lat] : undefined;
}

export function thingsOf(findings: Finding[], markers: Marker[]): Thing[] {
  const known = new Map(markers.map((one) => [one.id, one]));
  return findings.flatMap((one) => {
    const at = placeOf(one, known);
    if (!at) return [];
    return [{ type: 'Feature' as const, properties: { key: one.id, label: one.marker ?? `№${one.number}`, colour: colours[toneOf(one)] }, geometry: { type: 'Point' as const, coordinates: at } }];
  });
}
