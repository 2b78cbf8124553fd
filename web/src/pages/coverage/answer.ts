/** The shapes of coverage as the service answers, and the words of its parts. */
import type { AreaLevel } from '../../api/types';

export const rules = ['presence', 'shared', 'villages', 'service_area', 'distance', 'travel_time', 'capacity'] as const;
export type Rule = (typeof rules)[number];

export const states = ['served', 'no_capacity', 'out_of_reach', 'unknown'] as const;
export type CoverState = (typeof states)[number];

export type Tally = Record<CoverState, number>;

export interface Parameters {
  metres?: number;
  minutes?: number;
  share?: number;
  reach?: 'area' | 'distance' | 'travel_time';
}

export interface Near {
  id: string;
  name: string;
  kind: string;
  area: string;
  lon: number;
  lat: number;
  /** How its position is known: surveyed … township. */
  precision: string;
  km: number;
  minutes: number | null;
  full: boolean;
  planned: boolean;
}

export type Basis = 'own' | 'shared' | 'columbarium' | 'exempt' | 'none';

export interface CoveredArea {
  code: string;
  name: string;
  county: string;
  lon: number | null;
  lat: number | null;
  covered: boolean;
  state: CoverState;
  basis?: Basis;
  count: number;
  shared: number;
  numerator: number | null;
  denominator: number | null;
  percent: number | null;
  tally: Tally | null;
  nearest_km: number | null;
  nearest: Near | null;
  eligible: Near | null;
}

export interface CoveredVillage {
  code: string;
  name: string;
  people: number | null;
  state: CoverState;
  lon: number | null;
  lat: number | null;
  nearest_km: number | null;
  nearest: Near | null;
  eligible: Near | null;
  off_road_m: number | null;
  far_off: boolean;
}

export interface OfficialFigures extends Record<Basis, number> { percent_without_exempt: number | null }

export interface ReportedUpward {
  id: string;
  area_code: string;
  as_of: string;
  numerator: number | null;
  denominator: number | null;
  percent: number | null;
  document: string;
}

export interface Answer {
  kind: string;
  kind_name: string;
  kind_name_en: string;
  rule: Rule;
  parameters: Parameters;
  as_of: string;
  planned: boolean;
  subdistricts: boolean;
  area: string;
  area_name: string;
  level: AreaLevel;
  counts: 'areas' | 'villages' | 'people';
  numerator: number;
  denominator: number;
  percent: number | null;
  states: Tally;
  tally: Tally | null;
  areas: CoveredArea[];
  villages: CoveredVillage[];
  uncovered: string[];
  unreachable: string[];
  official: OfficialFigures | null;
  exemptions: { id: string; area_code: string; document: string; authority: string; from_on: string; to_on: string | null }[];
  reported: ReportedUpward[];
  facilities: number;
  coarse: number;
  undeclared: number;
  data_version: number;
  network_version: string;
}

export interface CountingRule {
  rule: Rule;
  name: string;
  definition: string;
  counts: Answer['counts'];
  parameters: Parameters;
  source: string;
  note: string;
  version: number;
}

export interface ChangeDay { day: string; opened: number; closed: number; due: number; changed: number }

/** What an area is on the map and in the table. */
export type CoverageClass = 'many' | 'covered' | 'planned' | 'strained' | 'uncovered' | 'exempt' | 'unknown';

export function classify(area: Pick<CoveredArea, 'state' | 'count' | 'covered' | 'basis'>, coveredToday: boolean, counts: Answer['counts'] = 'areas'): CoverageClass {
  if (area.state === 'unknown') return 'unknown';
  if (area.basis === 'exempt') return 'exempt';
  if (area.state === 'no_capacity') return 'strained';
  if (!area.covered) return 'uncovered';
  if (!coveredToday) return 'planned';
  return counts === 'areas' && area.count > 1 ? 'many' : 'covered';
}

/** The last stop not after a day, and its neighbours: where the arrows of the slider lead. */
export function stopsAround(stops: readonly string[], day: string): { before?: string; after?: string } {
  const next = stops.findIndex((one) => one > day);
  const after = next < 0 ? undefined : stops[next];
  const below = (next < 0 ? stops : stops.slice(0, next)).filter((one) => one < day);
  return { before: below.at(-1), after };
}
