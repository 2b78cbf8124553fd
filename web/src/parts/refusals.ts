/** A refusal in full: its sentence and, a line each, what its fields say. */
import type { TFunction } from 'i18next';
import { ProblemError } from '../api/client';
import { errorText } from '../shell/States';

export function refusalLines(error: Error, t: TFunction): string {
  const fields = error instanceof ProblemError ? error.fields.map(({ message }) => message) : [];
  return [...new Set([errorText(error, t), ...fields])].join('\n');
}
