/** What the service says of a marker beside its record. */
import type { Given, MarkerType, Witness } from '../../../api/types';

export const whys = ['re_erected', 'moved', 'witnesses'] as const;
export type Why = (typeof whys)[number];

/** What a marker was registered with for a time. */
export interface Registration {
  version_no: number;
  why: 'first' | Why | 'corrected';
  lon: number | null;
  lat: number | null;
  northing: number | null;
  easting: number | null;
  projected_crs: string;
  given: Given | null;
  height_m: number | null;
  accuracy_m: number | null;
  position_source: string;
  type: MarkerType;
  witnesses: Witness[];
  document: string;
  document_on: string | null;
  signed_by: string[];
  note: string;
  valid_from: string | null;
  valid_to: string | null;
  corrected_by: number | null;
  recorded_by: string;
  recorded_at: string;
}

/** A marker that does not seem to stand where it is registered, or a record in another datum than it says. */
export interface Alarm {
  marker_id: string;
  number: string;
  state: 'moved' | 'suspected' | 'datum';
  message: string;
  observed_at: string;
  observer: string;
  position: { offset_m: number; bearing_deg: number; threshold_m: number; grade: 'survey' | 'phone'; off: boolean } | null;
  taped: { seq: number; taped_m: number; registered_m: number; deviation_m: number; off: boolean }[];
}

export const directions = ['photo_n', 'photo_e', 'photo_s', 'photo_w'] as const;
export const markerPage = (id: string) => `/boundaries/markers/${id}`;
export const markerPath = (id: string) => `/boundaries/markers/${encodeURIComponent(id)}`;
