/**
 * Keeps an open map as the service is: asks every moment whether anything is drawn
 * differently, by the tag of all tiles together (an empty 304 as long as nothing is),
 * and only then asks for the visible tiles again. A page that nobody looks at does not ask.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Tileset } from '../../map/layers';

export const everyMs = 1200;
/** After a failure, such as no network. */
const pauseMs = 10_000;

type Outcome = 'same' | 'changed' | 'failed';

/** Asks a tileset, remembering its tag between calls. */
export function watcher(tileset: Tileset | 'all'): () => Promise<Outcome> {
  let tag: string | null = null;
  return async () => {
    try {
      // Not through the browser's cache: that would answer 304 as 200.
      const answer = await fetch(`/tiles/${tileset}`, { cache: 'no-store', credentials: 'same-origin', headers: tag ? { 'If-None-Match': tag } : {} });
      if (answer.status === 304) return 'same';
      const next = answer.headers.get('ETag');
      if (!answer.ok || !next) return 'failed';
      const outcome = tag !== null && next !== tag ? 'changed' : 'same';
      tag = next;
      return outcome;
    } catch {
      return 'failed';
    }
  };
}

export function useLive(shown: readonly Tileset[] | undefined, refresh: (tileset: Tileset) => void): void {
  const client = useQueryClient();
  const names = shown?.join(',') ?? '';
  useEffect(() => {
    if (!names) return;
    const ask = watcher('all');
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const look = async () => {
      clearTimeout(timer);
      if (ended || document.hidden) return;
      const outcome = await ask();
      if (ended) return;
      if (outcome === 'changed') {
        for (const name of names.split(',') as Tileset[]) refresh(name);
        // What stands in the panel may be what changed.
        void client.invalidateQueries({ queryKey: ['record'] });
      }
      clearTimeout(timer);
      timer = setTimeout(() => void look(), outcome === 'failed' ? pauseMs : everyMs);
    };
    const seen = () => void look();
    document.addEventListener('visibilitychange', seen);
    void look();
    return () => {
      ended = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [names, refresh, client]);
}
