/** How states look: of lines, and of what a comparison came to. */
import type { Result } from './lines';

export const lineTones = { in_force: 'good', disputed: 'wait', retired: 'past' } as const;
export const resultColours: Record<Result, string> = { agrees: 'green', differs: 'red', missing: 'gold', extra: 'gold' };
export const roundTones: Record<string, 'good' | 'wait'> = { qualified: 'good', repaired: 'good', follow_up: 'wait' };
