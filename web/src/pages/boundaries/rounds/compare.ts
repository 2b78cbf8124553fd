/** What "changed only" means: found otherwise than in the round before. */
import type { Compared } from './rounds';

const differing: readonly Compared['change'][] = ['worse', 'better', 'changed'];

export function onlyChanged(items: Compared[], only: boolean): Compared[] {
  return only ? items.filter((one) => differing.includes(one.change)) : items;
}
