/** All rows that fit, for a table and a map that must agree: page after page, up to what both can show. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get, type Query } from '../../../api/client';
import type { Page } from '../../../api/types';

const pageSize = 1000;
export const mostPages = 5;

export interface Rows<Row, First> {
  items: Row[];
  /** The first page, with what stands on it only. */
  first: First;
  /** There are more rows than are shown. */
  more: boolean;
}

export function useRows<Row, First extends Page<Row>>(path: string, query: Query) {
  return useQuery({
    queryKey: ['list', path, 'all', query],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Rows<Row, First>> => {
      const first = await get<First>(path, { ...query, limit: pageSize }, signal);
      const items = [...first.items];
      let after = first.next;
      for (let page = 1; page < mostPages && after !== null; page++) {
        const answer: Page<Row> = await get<Page<Row>>(path, { ...query, limit: pageSize, after }, signal);
        items.push(...answer.items);
        after = answer.next;
      }
      return { items, first, more: after !== null };
    },
  });
}
