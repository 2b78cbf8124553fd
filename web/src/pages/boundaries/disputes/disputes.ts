/** Disputes (纠纷) over stretches of lines, as the service tells them to those who may know. */
import type { Geometry } from 'geojson';
import type { Values } from '../../../forms/draft';
import { filled } from '../findings/steps/body';
import type { Thing } from '../findings/parts/thingsStyle';

export const states = ['open', 'mediating', 'settled'] as const;
export type DisputeState = (typeof states)[number];

export interface Mediation { seq: number; held_on: string; who: string; result: string }
export interface Agreement { seq: number; signed_on: string; document: string; note: string }

export interface Dispute {
  id: string;
  number: number;
  line_code: string;
  line_name: string;
  parties: string[];
  from_m: number;
  to_m: number;
  title: string;
  description: string;
  involved: string;
  since_on: string;
  state: DisputeState;
  settled_on: string | null;
  settlement: string;
  mediations: Mediation[];
  agreements: Agreement[];
  author: string;
  author_name: string;
  version: number;
  created_at: string;
  updated_at: string;
  /** The stretch; a point where it begins where it ends. */
  geometry: Geometry | null;
}

export const disputesPath = '/boundaries/disputes';
export const disputeLink = (id: string) => `/boundaries/disputes/${id}`;

export const colours: Record<DisputeState, string> = { open: '#b42318', mediating: '#b25000', settled: '#1c7a4a' };

/** The last thing that was done about it. */
export function lastStep({ mediations, agreements }: Pick<Dispute, 'mediations' | 'agreements'>): { what: 'mediation' | 'agreement'; on: string } | undefined {
  const all = [
    ...mediations.map((one) => ({ what: 'mediation' as const, on: one.held_on })),
    ...agreements.map((one) => ({ what: 'agreement' as const, on: one.signed_on })),
  ];
  return all.sort((a, b) => b.on.localeCompare(a.on))[0];
}

/** The stretches on a map, each with a point that can be clicked. */
export function thingsOf(disputes: Dispute[]): Thing[] {
  return disputes.flatMap(({ id, number, state, geometry }) => {
    if (!geometry) return [];
    const properties = { key: id, label: `№${number}`, colour: colours[state] };
    const middle = middleOf(geometry);
    const stretch = geometry.type === 'Point' ? [] : [{ type: 'Feature' as const, properties: { ...properties, label: '' }, geometry }];
    return [...stretch, ...(middle ? [{ type: 'Feature' as const, properties, geometry: { type: 'Point' as const, coordinates: middle } }] : [])];
  });
}

/** A vertex about half way along. */
function middleOf(geometry: Geometry): number[] | undefined {
  if (geometry.type === 'Point') return geometry.coordinates;
  const lines = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.type === 'MultiLineString' ? geometry.coordinates : [];
  const longest = [...lines].sort((a, b) => b.length - a.length)[0];
  return longest?.[Math.floor(longest.length / 2)];
}

/** Chainages are typed in kilometres and sent in metres. */
export function disputeBody({ from_km, to_km, ...rest }: Values): Values {
  const metres = (km: unknown) => (typeof km === 'number' ? Math.round(km * 1000) : undefined);
  return { ...filled(rest), ...filled({ from_m: metres(from_km), to_m: metres(to_km) }) };
}

export function valuesOf(d: Dispute): Values {
  const { line_code, title, description, involved, since_on } = d;
  return { line_code, title, description, involved, since_on, from_km: d.from_m / 1000, to_km: d.to_m / 1000 };
}
