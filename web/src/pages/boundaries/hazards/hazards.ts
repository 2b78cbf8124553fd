/** 界桩及隐患清单 as the service tells it. */
import type { Marker } from '../../../api/types';
import type { Finding, FindingKind, FindingState, Outcome } from '../findings/findings';
import type { Thing } from '../findings/parts/thingsStyle';
import { colours, placeOf, type Tone } from '../findings/places';

export interface LedgerRow {
  marker_id: string | null;
  /** Empty of a finding on a line. */
  marker: string;
  marker_type: '' | 'single' | 'double' | 'triple';
  lines: { code: string; name: string }[];
  responsible_area: string;
  responsible_name: string;
  responsible_basis: string;
  responsible_basis_on: string | null;
  condition: string[];
  inspected_at: string | null;
  finding_id: string | null;
  /** 0: no finding. */
  finding_number: number;
  kind: FindingKind | '';
  state: FindingState | '';
  chainage_m: number | null;
  description: string;
  found_at: string | null;
  reported_at: string | null;
  late: boolean;
  neighbour_told_at: string | null;
  visit_on: string | null;
  visitors: string;
  outcome: Outcome | '';
  handled_on: string | null;
  handling: string;
  registration_version: number | null;
  registration_document: string;
  due_at: string | null;
  days_overdue: number;
  photo_id: string | null;
}

export interface LedgerTotals {
  rows: number;
  markers: number;
  markers_all: number;
  open: number;
  overdue: number;
}

export const ledgerPath = '/boundaries/marker-ledger';
export const filterNames = ['area', 'line', 'condition', 'kind', 'state', 'overdue', 'q', 'bbox'] as const;

/** A marker may have several findings, a line several places. */
export const keyOf = (row: Pick<LedgerRow, 'marker_id' | 'finding_id'>) => `${row.marker_id ?? 'line'}-${row.finding_id ?? 'none'}`;

export const rowColours = { ...colours, well: '#5c6874' } as const;
export type RowTone = Tone | 'well';

export function rowTone(row: Pick<LedgerRow, 'state' | 'days_overdue'>): RowTone {
  if (!row.state) return 'well';
  if (row.state === 'filed' || row.state === 'closed') return 'done';
  return row.days_overdue > 0 ? 'overdue' : 'open';
}

/** One point for each row whose place may be told: the marker's, or on a line that of the finding. */
export function thingsOfRows(rows: LedgerRow[], markers: Marker[], findings: Finding[]): Thing[] {
  const known = new Map(markers.map((one) => [one.id, one]));
  const found = new Map(findings.map((one) => [one.id, one]));
  return rows.flatMap((row) => {
    const finding = row.finding_id === null ? undefined : found.get(row.finding_id);
    const at = placeOf({ lon: row.marker_id ? null : finding?.lon ?? null, lat: row.marker_id ? null : finding?.lat ?? null, marker_id: row.marker_id }, known);
    if (!at) return [];
    return [{
      type: 'Feature' as const, properties: { key: keyOf(row), label: row.marker || `№${row.finding_number}`, colour: rowColours[rowTone(row)] },
      geometry: { type: 'Point' as const, coordinates: at },
    }];
  });
}
