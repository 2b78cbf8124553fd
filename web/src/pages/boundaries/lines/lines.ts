/** What the service says of a line beside its record: the profile, the course, the work done on it. */
import type { FixCrs, LineLevel } from '../../../api/types';

export type StationKind = 'start' | 'marker' | 'junction' | 'road' | 'river' | 'end';

export interface LineRef { code: string; name: string; level: LineLevel }

/** A marker of a station; offset in metres, positive to the right of the line's direction. */
export interface PlacedMark {
  id: string;
  number: string;
  offset_m: number | null;
  height_m: number | null;
  lon: number | null;
  lat: number | null;
}

export interface Station {
  kind: StationKind;
  chainage_km: number;
  lon: number | null;
  lat: number | null;
  /** Shared by the markers of a pair or a set of three. */
  number: string;
  markers: PlacedMark[];
  lines: LineRef[];
  /** Of the road or river. */
  name: string;
}

export interface Profile {
  line_code: string;
  agreed_length_km: number | null;
  geodesic_length_km: number;
  grid_length_km: number;
  projected_crs: string;
  in_order: boolean;
  stations: Station[];
  geometry_version: string;
}

export const results = ['agrees', 'differs', 'missing', 'extra'] as const;
export type Result = (typeof results)[number];

/** A statement of the agreement beside what the geometry says. */
export interface Compared {
  aspect: 'marker' | 'junction' | 'sector' | 'distance' | 'length';
  result: Result;
  from: string;
  to: string;
  drafted: string;
  agreed: string;
}

export interface Course {
  line_code: string;
  text: string;
  edited: boolean;
  outdated: boolean;
  agreement_text: string;
  edited_by: string;
  edited_at: string | null;
  draft: { text: string };
  /** The reader may not see positions: no draft, nothing to compare. */
  withheld?: boolean;
  comparison: Record<Result, number> & { items: Compared[] };
  version: number;
}

/** One visit to a marker or a stretch of a line, as the service has it. */
export interface Visit {
  id: string;
  kind: 'round' | 'patrol';
  round: number | null;
  observed_at: string;
  observer: string;
  marker: string;
  line: string;
  chainage_from_m: number | null;
  chainage_to_m: number | null;
  conditions: string[];
  lon: number | null;
  lat: number | null;
  /** In CGCS2000; coarse for those who may not see it exactly. */
  fix_lon: number | null;
  fix_lat: number | null;
  accuracy_m: number | null;
  crs: FixCrs | 'cgcs2000' | '';
  source: string;
  taped: { seq: number; distance_m: number }[];
  note: string;
  flags: string[];
  corrects: string | null;
  corrected_by: string | null;
  track_length_m: number;
  attachments: string[];
  missing: string[];
}

/** What the pages of lines and markers need of a finding. */
export interface FindingRef {
  id: string;
  number: number;
  kind: 'damage' | 'loss' | 'move' | 'dispute_risk' | 'cross_works' | 'other';
  marker: string | null;
  chainage_m: number | null;
  description: string;
  found_at: string;
  reported_at: string;
  state: 'reported' | 'joint_visit' | 'decided' | 'handled' | 'filed' | 'closed';
  days_overdue: number;
  outcome: string;
  photos: string[];
}

export interface PatrolRef {
  id: string;
  patroller: string;
  area_code: string;
  started_at: string;
  length_m: number;
}

export const linePath = (code: string) => `/boundaries/lines/${encodeURIComponent(code)}`;
