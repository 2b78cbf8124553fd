/** Siting: what the service tells of runs, rules and scenarios, and where. */
import type { Feature, FeatureCollection } from 'geojson';

export const runsPath = '/siting';
export const rulesPath = '/siting/rules';
export const scenariosPath = '/siting/scenarios';

export const methods = ['lscp', 'next', 'mclp', 'capacitated-mclp', 'p-median', 'p-center'] as const;
export type Method = (typeof methods)[number];
export const states = ['queued', 'running', 'done', 'cancelled', 'failed', 'infeasible'] as const;
export type RunState = (typeof states)[number];

export interface Run {
  id: string;
  number: number;
  name: string;
  area_name: string;
  kind: string;
  kind_name: string;
  method: Method;
  as_of: string;
  repeat_of: string | null;
  asked_by: string;
  asked_at: string;
  state: RunState;
  finished_at: string | null;
  progress: { phase: string; incumbent: number | null; bound: number | null; gap: number | null; started_at: string; cancel: boolean } | null;
  error: string;
  summary: { sites: number; proven: boolean; areas_before: number; areas_after: number; areas_of: number; unmet: number } | null;
}

export interface Exclusion {
  rule_id: string;
  rule_version: number;
  instrument: string;
  article: string;
  feature: string;
  class: string;
  feature_id: string;
  feature_name: string;
  hits: number;
  required_m: number;
  actual_m: number;
  missing_m: number;
  inside: boolean;
}

export interface Chosen {
  order: number;
  key: string;
  name: string;
  lon: number;
  lat: number;
  township_code: string;
  township_name: string;
  /** Of a planned facility: how its position is known. */
  precision?: string;
  price: number;
  new_areas: { code: string; name: string; people: number }[];
  new_demands: number;
  new_people: number;
  warnings: Exclusion[];
}

export interface Figures { areas: number; areas_of: number; demands: number; demands_of: number; people: number; people_of: number; mean: number | null; greatest: number | null }

export interface TownshipChange {
  code: string;
  name: string;
  demands: number;
  demands_before: number;
  demands_after: number;
  people: number;
  people_before: number;
  people_after: number;
  nearest?: { km_before: number | null; km_after: number | null; minutes_before: number | null; minutes_after: number | null };
  sites: string[];
}

export interface Alternative { sites: string[]; names: string[]; incumbent: number | null; units: number; spent: number; added: string[]; without: string[]; proven: boolean }

export interface Answer {
  status: string;
  solver: string;
  proven: boolean;
  incumbent: number | null;
  bound: number | null;
  gap: number | null;
  units: { incumbent: number; bound: number; before: number; proven: boolean } | null;
  elapsed_ms: number;
  spent: number;
  sites: Chosen[];
  before: Figures;
  after: Figures;
  townships: TownshipChange[];
  unmet: { code: string; name: string; township_name: string; people: number; why: 'no_position' | 'only_excluded' | 'no_candidate' | 'unreachable'; excluded: number }[];
  exempt: { code: string; name: string }[];
  off_road: { code: string; name: string; township_name: string; metres: number }[];
  alternatives: Alternative[];
  candidates: { all: number; free: number; excluded: number; warned: number; left_out: Record<string, number> };
}

export interface FullRun extends Run {
  ask: { site_kind: string; cover: { by: 'presence' | 'distance' | 'minutes'; metres?: number; minutes?: number }; demand: { of: 'townships' | 'villages' | 'counties' } };
  versions: { data: number; network: string; rules: { id: string; version: number; instrument: string; article: string; distance_m: number; severity: 'exclude' | 'warn' }[] } | null;
  answer: Answer | null;
  repeat: { same: boolean; changed: string[] } | null;
  since: { changes: number; rules: string[]; network: boolean } | null;
}

export interface Candidate {
  key: string;
  name: string;
  lon: number | null;
  lat: number | null;
  township_code: string;
  township_name: string;
  precision?: string;
  state: 'free' | 'excluded' | 'left_out';
  why?: string;
  exclusions: Exclusion[];
  warnings: Exclusion[];
}

export interface Rule {
  id: string;
  instrument: string;
  article: string;
  text: string;
  valid_from: string | null;
  valid_to: string | null;
  feature: 'constraint' | 'road' | 'settlement' | 'facility';
  classes: string[];
  grade: number | null;
  distance_m: number;
  severity: 'exclude' | 'warn';
  kinds: string[];
  source: string;
  note: string;
  in_force: boolean;
  version: number;
}

export interface ScenarioSite {
  seq: number;
  name: string;
  lon: number;
  lat: number;
  capacity: number | null;
  price: number | null;
  candidate: string;
  facility_id: string | null;
  precision?: string;
  township_code: string;
  township_name: string;
}

export interface Scenario {
  id: string;
  name: string;
  kind: string;
  kind_name: string;
  area_code: string;
  area_name: string;
  run_id: string | null;
  run_number: number | null;
  note: string;
  author: string;
  version: number;
  updated_at: string;
  sites: ScenarioSite[];
}

export interface TownshipFigures { demands: number; people: number; sites: number }

export interface Comparison {
  kind_name: string;
  as_of: string;
  data_version: number;
  before: Figures;
  scenarios: { id: string; name: string; spent: number; after: Figures; sites: ScenarioSite[] }[];
  townships: { code: string; name: string; demands: number; people: number; before: TownshipFigures; after: TownshipFigures[] }[];
}

/** A link that shows a comparison without an account. */
export interface Share { id: string; name: string; until: string; author: string; created_at: string; state: 'open' | 'expired' | 'revoked' }

/** What such a link shows. */
export interface Shared extends Omit<Comparison, 'scenarios'> {
  name: string;
  area_name: string;
  until: string;
  shared_at: string;
  placed: boolean;
  cover: { by: 'presence' | 'distance' | 'minutes'; metres?: number; minutes?: number };
  scenarios: { name: string; after: Figures; sites: { name: string; township_name: string; lon: number | null; lat: number | null }[] }[];
}

/** Whose rules zones and explanations go by: those that a run kept, or those of a kind on a day. */
export type RulesOf = { run: string } | { kind: string; as_of: string };

/** A place on the map that is no candidate. */
export interface Place { lon: number; lat: number }

/** What a map of sites shows of a point. */
export type Role = 'site' | 'free' | 'excluded' | 'left_out';

export function pointsOf(list: { key: string; name: string; lon: number | null; lat: number | null; role: Role }[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: list.flatMap(({ lon, lat, ...properties }): Feature[] => (lon === null || lat === null ? [] : [{ type: 'Feature', geometry: { type: 'Point', coordinates: [lon, lat] }, properties }])),
  };
}

/** Whether a run still goes on. */
export const goesOn = (state: RunState) => state === 'queued' || state === 'running';

/** What became of an area. */
export function changeOf({ demands_before: before, demands_after: after }: Pick<TownshipChange, 'demands_before' | 'demands_after'>): 'uncovered' | 'new' | 'more' | 'same' {
  if (after === 0) return 'uncovered';
  if (before === 0) return 'new';
  return after > before ? 'more' : 'same';
}
