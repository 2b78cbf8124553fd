/** Exemptions and figures reported upward, as the service has them. */
export interface Exemption {
  id: string;
  area_code: string;
  area_name: string;
  what: string;
  what_name: string;
  from_on: string;
  to_on: string | null;
  document: string;
  authority: string;
  document_on: string | null;
  note: string;
  version: number;
}

export interface ReportedFigure {
  id: string;
  area_code: string;
  area_name: string;
  what: string;
  what_name: string;
  as_of: string;
  numerator: number | null;
  denominator: number | null;
  percent: number | null;
  document: string;
  reported_to: string;
  reported_on: string | null;
  note: string;
  version: number;
}

export const exemptionsPath = '/coverage/exemptions';
export const reportedPath = '/coverage/reported';

/** What a form has, as the service wants it: emptied fields are null in a change and left out of a new record. */
export function bodyOf(values: Record<string, unknown>, isNew: boolean): Record<string, unknown> {
  const entries = Object.entries(values).map(([name, value]) => [name, value === undefined || value === '' ? null : value] as const);
  return Object.fromEntries(isNew ? entries.filter(([, value]) => value !== null) : entries);
}
