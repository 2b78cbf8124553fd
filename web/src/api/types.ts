/**
 * The shapes of the service's JSON, by hand from its HTTP contract.
 * This is the only place that states them; nothing else in the app does.
 * Dates are YYYY-MM-DD, times RFC 3339, coordinates degrees in CGCS2000
 * (longitude first), lengths in the unit of the name's suffix.
 */
import type { Geometry } from 'geojson';

export * from './types.boundaries';
export * from './types.facilities';

export type Role =
  | 'viewer' | 'township_clerk' | 'officer' | 'reviewer'
  | 'inspector' | 'planner' | 'auditor' | 'admin';

export const roles: readonly Role[] = [
  'viewer', 'township_clerk', 'officer', 'reviewer', 'inspector', 'planner', 'auditor', 'admin',
];

/** Grades of secrecy (密级): 0 公开, 1 内部, 2 秘密, 3 机密, 4 绝密. */
export const grades = [0, 1, 2, 3, 4] as const;
export type Grade = (typeof grades)[number];

export type AreaLevel = 'province' | 'prefecture' | 'county' | 'township' | 'village';

/** One entry of a problem+json body: which field, why, and for files which row. */
export interface FieldProblem {
  field: string;
  code?: string;
  message: string;
  row?: number;
  file?: string;
  value?: unknown;
}

/** RFC 9457 problem details as the service writes them. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  code?: string;
  errors?: FieldProblem[];
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Account {
  id: string;
  login: string;
  name: string;
  role: Role;
  area_code: string;
  area_name: string;
  must_change_password?: boolean;
  disabled?: boolean;
  /** Up to which grade of secrecy it may read. */
  clearance?: Grade;
  version?: number;
  created_at?: string;
  last_seen_at?: string | null;
}

export type May = Partial<Record<
  | 'place' | 'propose' | 'review' | 'report' | 'names' | 'name_rules' | 'areas'
  | 'marker' | 'line' | 'facility' | 'facility_plan' | 'facility_kinds' | 'siting' | 'siting_rules' | 'monthly' | 'monthly_review' | 'monthly_settings' | 'coverage' | 'coverage_rules' | 'inspection'
  | 'marker_patterns' | 'conditions' | 'alarm_settings' | 'network_settings' | 'precision' | 'finding' | 'disputes' | 'deadlines' | 'patrol_plan' | 'round_plan' | 'round_close'
  | 'indicators' | 'accounts' | 'audit' | 'import', boolean
>>;

export interface Session {
  account: Account | null;
  may: May;
  /** Layers readable without signing in. */
  public: string[];
  /** The database holds the built-in sample: shapes are made up. */
  schematic: boolean;
  prefecture: { code: string; name: string; bounds: [number, number, number, number] | null };
  /** Sides of the grid to which this reader is told positions, metres; 0 exact. */
  precision?: { lines_m: number; markers_m: number; inspections_m: number };
  version: string;
}

export interface Token { id: string; name: string; created_at: string; expires_at: string | null }

export interface AuditItem {
  change_id: string;
  at: string;
  actor_login: string;
  actor_name: string;
  door: string;
  reason: string;
  entity: string;
  entity_id: string;
  /** Table of the row that changed. */
  part: string;
  op: string;
  changed: string[];
}

export type Row = Record<string, unknown>;

/** One version of a record: who, when, why, before and after. */
export interface Revision {
  change_id: string;
  at: string;
  actor: string;
  actor_name: string;
  door: string;
  reason: string;
  op: string;
  before: Row | null;
  after: Row | null;
  /** Rows that belong to the record (names, witnesses, statuses) and changed with it. */
  parts: { table: string; op: string; before: Row | null; after: Row | null }[];
}

export interface Area {
  code: string;
  name: string;
  level: AreaLevel;
  parent: string | null;
  external?: boolean;
}

export interface AreaDetail extends Area {
  bbox: [number, number, number, number] | null;
  seat: [number, number] | null;
  path: LocatedArea[];
}

export interface LocatedArea { code: string; name: string; level: AreaLevel }

export type PlaceStatus = 'current' | 'historic' | 'retired';

export interface PlaceName {
  kind: string;
  text: string;
  pinyin?: string;
  language?: string;
  script?: string;
  from?: string | null;
  to?: string | null;
  source?: string;
  /** Of a name on a map: sheet, edition and scale. */
  sheet?: string;
  edition?: string;
  scale?: string;
  grade?: Grade;
}

/** What the census form asks for besides the fields of the national database. */
export interface Census {
  language?: string;
  founded?: string;
  named?: string;
  abolished?: string;
  description?: string;
  survey_method?: string;
  source?: string;
  registrar?: string;
  registered_on?: string | null;
  /** Codes of further areas that it crosses. */
  crosses?: string[];
}

export interface Place extends Census {
  id: string;
  ref?: string;
  name: string;
  pinyin: string;
  class_code: string;
  class_name: string;
  area_code: string;
  area_path: string[];
  division_code?: string;
  place_code?: string;
  status: PlaceStatus;
  lon: number | null;
  lat: number | null;
  geometry?: Geometry | null;
  names?: PlaceName[];
  short_name?: string;
  alt_names?: string[];
  former_names?: string[];
  meaning?: string;
  origin_text?: string;
  history?: string;
  position_origin?: string;
  position_reason?: string;
  origin?: string;
  /** Grades by field; what is not named is public. */
  secrecy?: Record<string, Grade>;
  /** When somebody on the spot last found it right. */
  last_confirmed?: { at: string; author: string; author_name: string } | null;
  version: number;
  created_at?: string;
  updated_at?: string;
}

export interface PlaceClass { code: string; name: string; remark?: string }

export interface SearchItem {
  id: string;
  name: string;
  matched_name: string;
  pinyin: string;
  /** Code of the class. */
  class: string;
  area_code: string;
  area_path: string[];
  lon: number | null;
  lat: number | null;
  score: number;
}

export interface StatisticsRow {
  period: string;
  added: number;
  modified: number;
  deleted: number;
  filed?: number;
  announced?: number;
  taken_in: number;
}

export interface Statistics { rows: StatisticsRow[]; total: Omit<StatisticsRow, 'period'> }

/** A tileset's TileJSON, as far as the map needs it. */
export interface TileJson {
  tiles: string[];
  minzoom?: number;
  maxzoom?: number;
  bounds?: [number, number, number, number];
  vector_layers?: { id: string }[];
}
