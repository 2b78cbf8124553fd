/** Sites of a scenario while they are drawn. */
import type { Place, Scenario } from '../siting/siting';

export interface Drawn extends Place {
  /** While the page is open. */
  key: string;
  name: string;
  capacity: number | null;
  price: number | null;
  candidate?: string;
  facility_id?: string | null;
  /** How the position of that facility is known. */
  precision?: string;
}

export const drawnOf = (scenario: Scenario | undefined): Drawn[] =>
  (scenario?.sites ?? []).map(({ seq, name, lon, lat, capacity, price, candidate, facility_id, precision }) => ({ key: String(seq), name, lon, lat, capacity, price, candidate, facility_id, precision }));

/** One more site, named by its number. */
export function added(sites: Drawn[], at: Place, name: (n: number) => string): Drawn[] {
  const n = Math.max(0, ...sites.map((one) => Number(one.key))) + 1;
  return [...sites, { ...at, key: String(n), name: name(n), capacity: null, price: null }];
}

/** A site that has moved is no candidate of a run any more. */
export function changed(sites: Drawn[], key: string, to: Partial<Drawn>): Drawn[] {
  return sites.map((one) => (one.key !== key ? one : { ...one, ...to, ...(to.lon !== undefined || to.lat !== undefined ? { candidate: '' } : {}) }));
}

/** As the service takes them. */
export const draftsOf = (sites: Drawn[]): Record<string, unknown>[] =>
  sites.map(({ name, lon, lat, capacity, price, candidate, facility_id }) =>
    Object.fromEntries(Object.entries({ name, lon, lat, capacity, price, candidate, facility_id }).filter(([, value]) => value !== null && value !== undefined && value !== '')));
