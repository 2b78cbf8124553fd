/** The shapes of facilities and their coverage, as types.ts says. */
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
  /** Values of the kind's own fields, by their codes. */
  extra?: Record<string, unknown>;
  version: number;
  updated_at?: string;
}

export interface Named { code: string; name: string; name_en?: string }

export const fieldTypes = ['text', 'integer', 'number', 'date', 'boolean', 'choice'] as const;

/** A field that a kind has of its own; its values stand in Facility.extra. */
export interface OwnField extends Named {
  type: (typeof fieldTypes)[number];
  unit: string;
  required: boolean;
  choices: Named[];
  min: number | null;
  max: number | null;
}

export interface Stage extends Named { status: Exclude<FacilityStatus, 'retired'> }

export const capacityKinds = ['none', 'plots', 'niches', 'beds', 'places'] as const;

export const servedBy = ['all', 'county', 'township', 'village'] as const;

export interface FacilityKind {
  code: string;
  name: string;
  name_en: string;
  unit: 'county' | 'township' | 'village';
  by_village: boolean;
  capacity_kind: (typeof capacityKinds)[number];
  subkinds: Named[];
  symbol: string;
  colour: string;
  ledger: string;
  fields: OwnField[];
  stages: Stage[];
  rule: string;
  /** Whom a facility takes that declares no service area: everybody, or only people of its own area of the level. */
  serves: (typeof servedBy)[number];
  sort: number;
  /** No longer offered for new facilities; those that there are stay and count. */
  retired: boolean;
  version: number;
}

export interface FacilityGroup {
  code: string;
  name: string;
  name_en: string;
  unit: FacilityKind['unit'];
  kinds: string[];
  official: boolean;
  rule: string;
  sort: number;
  retired: boolean;
  version: number;
}

export interface FacilityKinds {
  items: FacilityKind[];
  groups: FacilityGroup[];
}

/** A row of the 乡镇覆盖表, or a total; null is "not on record". */
export interface LedgerRow {
  /** What a township counts by under the official rule; absent for totals. */
  way?: 'own' | 'shared' | 'columbarium' | 'exempt' | 'none';
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
  exempt_documents: string[];
  /** Of counties: by the official rule, and as reported. */
  official: OfficialShare | null;
  reported: ReportedShare | null;
}

/** By the official rule; exempt townships are in the denominator. */
export interface OfficialShare extends Share { exempt: number }

/** A figure as it was reported upward. */
export interface ReportedShare {
  as_of: string;
  numerator: number | null;
  denominator: number | null;
  percent: number | null;
  document: string;
}

export interface Share { numerator: number; denominator: number; percent: number | null }

export interface Ledger {
  as_of: string;
  rows: LedgerRow[];
  counties: LedgerRow[];
  total: LedgerRow;
  official: OfficialShare & { kind_name: string };
  /** The figure reported upward; null: none is on record. */
  reported: ReportedShare | null;
  data_version: number;
}
