import type { Condition } from '../api/types';

/** What contradicts "intact". Codes that an office has added do not. */
const faults: readonly string[] = ['faded', 'tilted', 'damaged', 'moved', 'lost'];

/** Ticking one condition takes away those that it contradicts: an exclusive one stands alone. */
export function reconcile(chosen: string[], before: string[], known: readonly Pick<Condition, 'code' | 'exclusive'>[]): string[] {
  const added = chosen.find((one) => !before.includes(one));
  if (!added) return chosen;
  const alone = (code: string) => known.some((one) => one.code === code && one.exclusive);
  if (alone(added)) return [added];
  return chosen.filter((one) => {
    if (alone(one)) return false;
    if (added === 'intact') return !faults.includes(one);
    return one !== 'intact' || !faults.includes(added);
  });
}
