/** A table that may be wider than the page: it scrolls by itself, by keyboard as well, though nothing in it takes the focus. */
import type { ReactNode } from 'react';
import '../pages/names/names.css';

export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return <div className="wide-table" role="region" aria-label={label} tabIndex={0}>{children}</div>;
}
