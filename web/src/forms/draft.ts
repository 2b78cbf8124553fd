/**
 * Unsaved forms are kept on this device, so that a closed page, an ended
 * session or a crash loses nothing. A draft also holds the record that it was
 * made from: when the record has moved on, saving it meets a 412 and shows both.
 */
import { read, remove, write } from '../lib/store';

export type Values = Record<string, unknown>;

export interface Draft {
  values: Values;
  /** The record as loaded when the form was opened; null for a new one. */
  base: Values | null;
  savedAt: string;
}

export function draftKey(login: string, kind: string, id: string | undefined): string {
  return `cairn.draft.${login}.${kind}.${id ?? 'new'}`;
}

export function readDraft(key: string): Draft | undefined {
  const draft = read<Draft>(key);
  return draft?.values ? draft : undefined;
}

export function keepDraft(key: string, values: Values, base: Values | null): void {
  write(key, { values, base, savedAt: new Date().toISOString() } satisfies Draft);
}

export function dropDraft(key: string): void {
  remove(key);
}
