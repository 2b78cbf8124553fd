/** Where the phone page is: the address holds line, stretch and what is logged, so that "back" and a reload work. */
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { get } from '../../../api/client';
import type { Line, Page } from '../../../api/types';
import { read, write } from '../../../lib/store';

export interface Place {
  line?: string;
  /** Chosen stretch, metres. */
  stretch?: [number, number];
  /** Id of the marker that is logged. */
  marker?: string;
  /** The form is open. */
  log: boolean;
  kind: 'patrol' | 'round';
  /** Record that is corrected. */
  corrects?: string;
}

function readPlace(params: URLSearchParams): Place {
  const match = /^(\d+)-(\d+)$/.exec(params.get('stretch') ?? '');
  return {
    line: params.get('line') ?? undefined,
    stretch: match ? [Number(match[1]), Number(match[2])] : undefined,
    marker: params.get('marker') ?? undefined,
    log: params.get('log') === '1',
    kind: params.get('kind') === 'round' ? 'round' : 'patrol',
    corrects: params.get('corrects') ?? undefined,
  };
}

export function addressOf({ line, stretch, marker, log, kind, corrects }: Partial<Place>): string {
  const params = new URLSearchParams();
  if (line) params.set('line', line);
  if (stretch) params.set('stretch', stretch.map((metres) => Math.round(metres)).join('-'));
  if (marker) params.set('marker', marker);
  if (log) params.set('log', '1');
  if (kind === 'round') params.set('kind', kind);
  if (corrects) params.set('corrects', corrects);
  return `/boundaries/field?${params.toString()}`;
}

export function usePlace() {
  const [params] = useSearchParams();
  return readPlace(params);
}

const most = 5;

/** Every line with its course: few hundred kilobytes at most, asked for once. */
export function useLines() {
  return useQuery({
    queryKey: ['list', '/boundaries/lines', 'field'],
    staleTime: 10 * 60_000,
    queryFn: async ({ signal }) => {
      const items: Line[] = [];
      let after: string | null = '';
      for (let page = 0; page < most && after !== null; page++) {
        const answer: Page<Line> = await get<Page<Line>>('/boundaries/lines', { limit: 1000, after }, signal);
        items.push(...answer.items);
        after = answer.next;
      }
      return items;
    },
  });
}

const recentKey = 'cairn.field.recent';

/** Codes of the lines looked at last, the latest first. */
export function recentLines(): string[] {
  return read<string[]>(recentKey) ?? [];
}

export function useRemember() {
  return useCallback((code: string) => write(recentKey, [code, ...recentLines().filter((one) => one !== code)].slice(0, 12)), []);
}
