/** The ledger's filters and what they ask for; the box follows the map while its switch is on. */
import { useFilters } from '../../../lib/filters';
import { filterNames, type Filters } from './ledger';

/** What stands in the address until the map has said where it looks. */
export const boxOfMap = 'map';

export function useLedgerFilters() {
  const { values, set } = useFilters([...filterNames, 'map', 'by'] as const);
  const query = Object.fromEntries(filterNames.map((name) => [name, values[name]])) as Filters;
  if (query.bbox === boxOfMap) query.bbox = '';
  return { values, set, query };
}

/** A box for the address: four decimals are ten metres. */
export function boxText(bounds: { getWest(): number; getSouth(): number; getEast(): number; getNorth(): number }): string {
  const within = (value: number, most: number) => Math.max(-most, Math.min(most, value)).toFixed(4);
  return [within(bounds.getWest(), 180), within(bounds.getSouth(), 90), within(bounds.getEast(), 180), within(bounds.getNorth(), 90)].join(',');
}

/** The box of an address; undefined for none and for nonsense. */
export function boxOf(text: string): [number, number, number, number] | undefined {
  const parts = text.split(',').map(Number);
  return parts.length === 4 && parts.every(Number.isFinite) ? (parts as [number, number, number, number]) : undefined;
}
