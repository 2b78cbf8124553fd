/** What a revision changed, field by field. */
import type { Revision } from '../../../api/types';
import { none } from '../../../lib/format';

/** Kept by the service, of no interest to a reader. */
const silent = /^(id|version|created_at|updated_at|ref|source_.*|.*_hash|.*_id|search.*|rank|key|seq|.*_version)$/;

export interface Change {
  field: string;
  before: string;
  after: string;
}

/** Changes of the record itself. */
export function changesOf(revision: Pick<Revision, 'before' | 'after'>): Change[] {
  const before = revision.before ?? {};
  const after = revision.after ?? {};
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !silent.test(field));
  return fields
    .map((field) => ({ field, before: show(before[field]), after: show(after[field]) }))
    .filter((change) => change.before !== change.after);
}

/** A stored value in a line; geometry by its type alone. */
export function show(value: unknown): string {
  if (value === null || value === undefined || value === '') return none;
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (Array.isArray(value)) return value.length ? value.map(show).join('、') : none;
  if (typeof value !== 'object') return String(value);
  const { type, coordinates } = value as { type?: string; coordinates?: unknown };
  if (type === 'Point' && Array.isArray(coordinates)) return coordinates.join(', ');
  if (type && coordinates) return type;
  return Object.values(value).filter((part) => part !== null && part !== '').map(show).join(' ') || none;
}
