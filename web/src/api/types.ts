/**
 * The shapes of the service's JSON, by hand from its HTTP contract.
 * This is the only place that states them; nothing else in the app does.
 * Dates are YYYY-MM-DD, times RFC 3339, coordinates degrees in CGCS2000
 * (longitude first), lengths in the unit of the name's suffix.
 */
import type { Feature, Geometry, LineString } from 'geojson';

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
  | 'marker' | 'line' | 'facility' | 'inspection'
  | 'marker_patterns' | 'conditions' | 'alarm_settings' | 'precision' | 'finding' | 'disputes' | 'deadlines' | 'patrol_plan' | 'round_plan' | 'round_close'
  | 'accounts' | 'audit' | 'import', boolean
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

export type LineLevel = 'province' | 'prefecture' | 'county' | 'township';
export const lineLevels: readonly LineLevel[] = ['province', 'prefecture', 'county', 'township'];

export type LineStatus = 'in_force' | 'disputed' | 'retired';

export interface Line {
  code: string;
  name: string;
  level: LineLevel;
  left_area: string;
  left_name: string;
  right_area: string;
  right_name: string;
  /** Names, separated by ; */
  neighbour_counties?: string;
  short_code?: string;
  agreed_length_km: number | null;
  geodesic_length_km: number | null;
  /** On the plane of grid_crs, km. */
  grid_length_km?: number | null;
  grid_crs?: string;
  agreement?: string;
  agreement_on?: string | null;
  /** Who signed it, in words. */
  agreement_parties?: string[];
  /** Sheets of the official detailed map. */
  map_sheets?: string[];
  leading_area?: string;
  leading_name?: string;
  cooperating_area?: string;
  cooperating_name?: string;
  results?: { round: number; result: string }[];
  status?: LineStatus;
  /** First day on which it no longer exists under this code, and what became of it. */
  valid_to?: string | null;
  successors?: string[];
  predecessors?: string[];
  markers?: { id: string; number: string }[];
  geometry?: Geometry | null;
  bbox?: [number, number, number, number] | null;
  version: number;
  updated_at?: string;
}

export type MarkerType = 'single' | 'double' | 'triple';
export type MarkerStatus = 'standing' | 'lost' | 'retired';

export interface Witness {
  seq: number;
  text: string;
  bearing_deg?: number | null;
  distance_m?: number | null;
  lon?: number | null;
  lat?: number | null;
}

/** x is longitude or easting, y latitude or northing. */
export interface Given { crs: string; x: number; y: number }

export interface Marker {
  id: string;
  number: string;
  lines: string[];
  type: MarkerType;
  side: string;
  faces: number | null;
  material: string;
  grade: string;
  lon: number | null;
  lat: number | null;
  northing: number | null;
  easting: number | null;
  projected_crs?: string;
  /** As the position was given, in the system that was declared. */
  given?: Given | null;
  height_m: number | null;
  /** σ of the registered position, metres. */
  accuracy_m?: number | null;
  position_source?: string;
  managing_area: string;
  co_area?: string[];
  /** The document that says who keeps it up. */
  responsible_basis?: string;
  responsible_basis_on?: string | null;
  erected_on?: string | null;
  witnesses?: Witness[];
  description?: string;
  status: MarkerStatus;
  /** Codes of conditions, as last found. */
  condition?: string[];
  last_inspected_at?: string | null;
  version: number;
  updated_at?: string;
}

/** What an inspection may find (状况). The codes are data of the installation; several may hold at once. */
export interface Condition {
  code: string;
  zh: string;
  en: string;
  order: number;
  /** Offered in forms. */
  active: boolean;
  /** Cannot stand beside others. */
  exclusive: boolean;
  version: number;
}

export type FixCrs = 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09';
export type FixSource = 'phone' | 'rtk' | 'map' | 'paper';

/** A distance by tape to a witness of the marker, by the witness's number. */
export interface Tape { seq: number; distance_m: number }

/** One visit to a marker, or to a stretch of a line, as a device sends it; it never changes afterwards. */
export interface Inspection {
  id: string;
  kind: 'round' | 'patrol';
  round?: number | null;
  device_id?: string;
  observed_at: string;
  observer: string;
  /** The marker's number; "" or absent for a stretch of a line. */
  marker?: string;
  /** Code of the line; required without a marker. */
  line?: string;
  chainage_from_m?: number | null;
  chainage_to_m?: number | null;
  conditions: string[];
  lon?: number | null;
  lat?: number | null;
  accuracy_m?: number | null;
  crs?: FixCrs | '';
  source?: FixSource | '';
  taped?: Tape[];
  /** WGS 84. */
  track?: Feature<LineString> | LineString;
  /** The record that this one takes the place of. */
  corrects?: string | null;
  note?: string;
  /** Ids of attachments, which may arrive before or after the record. */
  photos?: string[];
}

/** An inspection as the service has it. */
export interface StoredInspection extends Inspection {
  /** Null for a stretch of a line. */
  marker_id: string | null;
  flags: string[];
  received_at: string;
  corrected_by: string | null;
  track_points: number;
  track_length_m: number;
  attachments: string[];
  /** Photos that were named and have not arrived. */
  missing: string[];
}

export interface LineSums { lines: number; agreed_length_km: number; geodesic_length_km: number }

export interface BoundarySummary extends LineSums {
  area: string;
  markers: number;
  by_level: Partial<Record<LineLevel, LineSums>>;
}

export type FacilityStatus = 'planned' | 'building' | 'in_use' | 'closed' | 'retired';
export const facilityStatuses: readonly Exclude<FacilityStatus, 'retired'>[] = [
  'planned', 'building', 'in_use', 'closed',
];

/** How well the position is known, best first. */
export const precisions = ['surveyed', 'phone', 'map', 'village', 'township'] as const;

export interface Facility {
  id: string;
  ref?: string;
  kind: string;
  kind_name: string;
  subkind?: string;
  name: string;
  area_code: string;
  area_path: string[];
  village_code?: string | null;
  lon: number | null;
  lat: number | null;
  precision?: string;
  /** Of today; null when none holds. */
  status: FacilityStatus | null;
  status_from: string | null;
  statuses?: { status: FacilityStatus; from: string | null; to: string | null }[];
  target_date?: string | null;
  capacity?: number | null;
  used?: number | null;
  nursing_beds?: number | null;
  grade?: number | null;
  operator?: string;
  approval_no?: string;
  area_m2?: number | null;
  note?: string;
  position_reason?: string;
  version: number;
  updated_at?: string;
}

export interface FacilityKind {
  code: string;
  name: string;
  name_en: string;
  unit: 'county' | 'township';
  capacity_kind: 'plots' | 'niches' | 'beds' | 'none';
  subkinds: { code: string; name: string; name_en?: string }[];
  symbol: string;
  colour: string;
}

export interface FacilityKinds {
  items: FacilityKind[];
  groups: { code: string; name: string; name_en: string; kinds: string[] }[];
}

export interface CoverageArea {
  code: string;
  name: string;
  covered: boolean;
  state: string;
  count: number;
  nearest_km: number | null;
}

export interface Coverage {
  kind: string;
  kind_name: string;
  rule: string;
  as_of: string;
  area: string;
  level: AreaLevel;
  numerator: number;
  denominator: number;
  percent: number | null;
  areas: CoverageArea[];
  uncovered: string[];
  /** Counted facilities that are located by village or township only. */
  coarse: number;
  data_version: number;
}

/** A row of the 乡镇覆盖表, or a total; null is "not on record". */
export interface LedgerRow {
  area_code: string;
  name: string;
  county: string;
  own: number;
  shared: number | null;
  exempt: number | null;
  columbarium: number;
  eco_burial: number;
  village_cemeteries: number;
  village_cemeteries_filed: number | null;
  village_cemeteries_complete: number | null;
  plots_total: number | null;
  plots_used: number | null;
  plots_left: number | null;
  beds: number | null;
  nursing_beds: number | null;
  residents: number | null;
  courtyards: number;
  villages: number;
  planned: number;
  planned_sites: { kind_name: string; name: string; status: string; target_date: string | null }[];
  last_confirmed: string | null;
}

export interface Share { numerator: number; denominator: number; percent: number | null }

export interface Ledger {
  as_of: string;
  rows: LedgerRow[];
  counties: LedgerRow[];
  total: LedgerRow;
  official: Share & { kind_name: string };
  /** The figure reported upward; null: none is on record. */
  reported: Share | null;
  data_version: number;
}

/** A tileset's TileJSON, as far as the map needs it. */
export interface TileJson {
  tiles: string[];
  minzoom?: number;
  maxzoom?: number;
  bounds?: [number, number, number, number];
  vector_layers?: { id: string }[];
}
