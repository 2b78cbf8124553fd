/** The ledger's filters and what they ask for; the box follows the map while its switch is on. */
import { useFilters } from '../../../lib/filters';
import { boxOfMap } from '../../../map/box';
import { filterNames, type Filters } from './ledger';

export function useLedgerFilters() {
  const { values, set } = useFilters([...filterNames, 'map', 'by'] as const);
  const query = Object.fromEntries(filterNames.map((name) => [name, values[name]])) as Filters;
  if (query.bbox === boxOfMap) query.bbox = '';
  return { values, set, query };
}
