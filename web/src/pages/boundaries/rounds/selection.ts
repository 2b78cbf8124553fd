/** The line that is chosen in table and map alike: the table turns to its page and brings its row into view. */
import { useEffect, useState } from 'react';

export const pageSize = 50;
export const rowId = (code: string) => `round-line-${code}`;

export function usePageOf(items: { code: string }[], selected: string | undefined) {
  const at = selected === undefined ? -1 : items.findIndex((one) => one.code === selected);
  const wanted = at < 0 ? undefined : `${selected}@${Math.floor(at / pageSize)}`;
  const [seen, setSeen] = useState<string>();
  const [page, setPage] = useState(1);
  if (wanted !== undefined && wanted !== seen) {
    setSeen(wanted);
    setPage(Math.floor(at / pageSize) + 1);
  }
  useEffect(() => {
    // A phone has the map above the table: going down to the row would take the map away.
    if (selected === undefined || window.matchMedia?.('(max-width: 1199px)').matches) return;
    document.getElementById(rowId(selected))?.scrollIntoView?.({ block: 'nearest' });
  }, [selected, page]);
  const last = Math.max(1, Math.ceil(items.length / pageSize));
  return { page: Math.min(page, last), setPage };
}
