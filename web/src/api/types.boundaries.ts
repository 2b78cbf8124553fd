/** The shapes of lines, markers and inspections, as types.ts says. */
import type { Feature, Geometry, LineString } from 'geojson';

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
