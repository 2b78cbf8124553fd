/** Keeps a form's values as they are typed: a moment after the last key, and at once when the page goes. */
import { useCallback, useEffect, useRef } from 'react';
import { dropDraft, keepDraft, type Values } from './draft';

const stillMs = 250;

export function useDraft(key: string, values: () => Values, base: Values | null) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef({ key, values, base });
  useEffect(() => {
    latest.current = { key, values, base };
  });

  const flush = useCallback(() => {
    if (timer.current === undefined) return;
    clearTimeout(timer.current);
    timer.current = undefined;
    const now = latest.current;
    keepDraft(now.key, now.values(), now.base);
  }, []);

  useEffect(() => {
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      flush();
    };
  }, [flush]);

  const changed = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, stillMs);
  }, [flush]);

  const forget = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    dropDraft(latest.current.key);
  }, []);
  return { changed, forget };
}
