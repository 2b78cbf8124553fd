/** The shapes of facilities and their coverage, as types.ts says. */
import type { AreaLevel } from './types';

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
