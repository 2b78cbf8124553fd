/** A refusal of a set, in words: which item it speaks of, and what is wrong with it. */
import type { FieldProblem } from '../../../api/types';

export function refusalOf({ field, message }: Pick<FieldProblem, 'field' | 'message'>, itemNo: (seq: number) => string): string {
  const [, seq] = /^items\[seq=(\d+)\]/.exec(field) ?? [];
  return seq ? itemNo(Number(seq)) + message : message;
}
