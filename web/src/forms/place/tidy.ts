/** A place's values as they are compared and sent: one position, name forms without what is empty, in one order of fields. */
import type { PlaceName } from '../../api/types';
import type { Values } from '../draft';
import { onePosition } from '../shape/shape';

const keys = ['kind', 'text', 'pinyin', 'language', 'script', 'from', 'to', 'source', 'sheet', 'edition', 'scale', 'grade'] as const;

/** Every form but the standard name, which has a field of its own; a form without a text is none. */
function tidyForms(forms: Partial<PlaceName>[] | undefined): Partial<PlaceName>[] {
  return (forms ?? [])
    .filter((form) => form.kind !== 'standard' && form.text?.trim())
    .map((form) => Object.fromEntries(keys.map((key) => [key, trimmed(form[key])] as const).filter(([, value]) => value)));
}

const trimmed = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** Grades above 公开; undefined when there is none. */
function tidyGrades(grades: Record<string, number | undefined> | undefined): Record<string, number> | undefined {
  const kept = Object.entries(grades ?? {}).filter((one): one is [string, number] => Boolean(one[1])).sort(([a], [b]) => a.localeCompare(b));
  return kept.length ? Object.fromEntries(kept) : undefined;
}

export function tidyPlace(values: Values): Values {
  return { ...onePosition(values), names: tidyForms(values.names as Partial<PlaceName>[] | undefined), secrecy: tidyGrades(values.secrecy as Record<string, number> | undefined) };
}
