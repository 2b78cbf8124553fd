/** What of a version of a line's record is worth telling. */
import type { Revision } from '../../../api/types';
import { same } from '../../../forms/merge';

/** Fields in the order of the work; what is counted (coverage) or kept for the machine is left out. */
export const told = [
  'state', 'batch', 'due_on', 'leading_side', 'left_team', 'right_team', 'walked_on', 'conclusion', 'findings', 'problems', 'left_opinion', 'right_opinion', 'disagreement',
  'left_signed_on', 'right_signed_on', 'document',
] as const;

export function changedFields({ before, after }: Pick<Revision, 'before' | 'after'>): (typeof told)[number][] {
  return told.filter((field) => !same(before?.[field], after?.[field]) && !(before === null && after?.[field] === false));
}
