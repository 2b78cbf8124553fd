import type { Condition } from '../api/types';

const faults: readonly Condition[] = ['faded', 'tilted', 'damaged', 'moved', 'lost'];

/** Ticking one condition takes away those that it contradicts. */
export function reconcile(chosen: Condition[], before: Condition[]): Condition[] {
  const added = chosen.find((one) => !before.includes(one));
  if (!added) return chosen;
  if (added === 'unreached') return ['unreached'];
  return chosen.filter((one) => {
    if (one === 'unreached') return false;
    if (added === 'intact') return !faults.includes(one);
    return one !== 'intact' || !faults.includes(added);
  });
}
