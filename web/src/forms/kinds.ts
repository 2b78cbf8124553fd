/** What the forms write, kind by kind: the fields, and how a record fills them. */
import type { RecordKind } from '../api/queries';
import type { Facility, Line, Marker, Place } from '../api/types';
import type { Tileset } from '../map/layers';
import type { Values } from './draft';
import { tidyPlace } from './place/tidy';

export type FormKind = Exclude<RecordKind, 'area'>;

export const formFields: Record<FormKind, string[]> = {
  place: [
    'name', 'pinyin', 'class_code', 'area_code', 'status', 'names', 'lon', 'lat', 'geometry', 'position_reason',
    'division_code', 'place_code', 'meaning', 'origin_text', 'history',
    'language', 'founded', 'named', 'abolished', 'description', 'survey_method', 'source', 'registrar', 'registered_on', 'crosses', 'secrecy',
  ],
  marker: [
    'number', 'lines', 'type', 'side', 'faces', 'material', 'grade', 'lon', 'lat', 'northing', 'easting', 'height_m', 'accuracy_m', 'position_source',
    'managing_area', 'co_area', 'responsible_basis', 'responsible_basis_on', 'erected_on', 'witnesses', 'description', 'status',
  ],
  facility: [
    'kind', 'subkind', 'name', 'area_code', 'village_code', 'lon', 'lat', 'precision', 'position_reason', 'status', 'status_from', 'target_date',
    'capacity', 'used', 'nursing_beds', 'grade', 'operator', 'approval_no', 'area_m2', 'note', 'extra',
  ],
  line: [
    'name', 'short_code', 'agreed_length_km', 'agreement', 'agreement_on', 'agreement_parties', 'map_sheets', 'leading_area', 'cooperating_area', 'status',
  ],
};

/** Which tiles show the kind. */
export const tilesetOf: Record<FormKind, Tileset> = { place: 'places', marker: 'boundaries', facility: 'facilities', line: 'boundaries' };

export function valuesOf(kind: FormKind, record: Place | Marker | Facility | Line): Values {
  const all = record as unknown as Values;
  const values = Object.fromEntries(formFields[kind].map((field) => [field, all[field] ?? undefined]));
  return kind === 'place' ? tidyPlace(values) : values;
}

/** What a new record starts with. */
export const starters: Record<FormKind, Values> = {
  place: { status: 'current' },
  marker: { type: 'single', side: 'S', status: 'standing', faces: 2, material: 'stone' },
  facility: { status: 'in_use', precision: 'map' },
  line: {},
};

/** Computed from lon/lat by the service unless typed: sent only when changed. */
const gridFields = ['northing', 'easting'];

/**
 * A moved marker's old grid coordinates would contradict its new position, so
 * they are left to the service unless the officer typed them as well.
 */
export function dropStaleGrid(patch: Values): Values {
  const moved = 'lon' in patch || 'lat' in patch;
  const typed = gridFields.some((field) => field in patch && patch[field] !== null);
  if (!moved || typed) return patch;
  return { ...patch, northing: null, easting: null };
}
