/** How states look: of lines, and of what a comparison came to. */
import type { Result } from './lines';

export const lineTones = { in_force: 'good', disputed: 'wait', retired: 'past' } as const;
export const resultTones: Record<Result, 'good' | 'bad' | 'wait'> = { agrees: 'good', differs: 'bad', missing: 'wait', extra: 'wait' };
export const roundTones: Record<string, 'good' | 'wait'> = { qualified: 'good', repaired: 'good', follow_up: 'wait' };
