/** The filters of a round's lines, in the address; the box follows the map while its switch is on. */
import { useFilters } from '../../../lib/filters';
import { filterNames, queryOf } from './rounds';

export function useRoundFilters() {
  const { values, set } = useFilters([...filterNames, 'line', 'map', 'round', 'tab', 'changed'] as const);
  return { values, set, query: queryOf(values) };
}

export type Values = ReturnType<typeof useRoundFilters>['values'];
export type SetFilter = ReturnType<typeof useRoundFilters>['set'];
