/** Bringing into view what was chosen elsewhere on the page. */

/** The row of a table with this key, from its beginning. */
export function showRow(box: HTMLElement | null, key: string): void {
  box?.querySelector(`[data-row-key="${CSS.escape(key)}"]`)?.scrollIntoView?.({ block: 'nearest', inline: 'start' });
}

/** A box of the page, say the map when a row was chosen. */
export function showBox(box: HTMLElement | null): void {
  box?.scrollIntoView?.({ block: 'nearest' });
}
