/** What goes over of a kind's own fields: values of its fields only, and of a change what differs. */
import type { FacilityKind } from '../api/types';
import type { Values } from './draft';
import { same } from './merge';

const extraOf = (values: Values) => (values.extra ?? {}) as Values;

/** The values that the kind has fields for; typed for another kind before, the rest stays behind. */
export function ownValues(values: Values, kind: FacilityKind | undefined): Values {
  const codes = new Set((kind?.fields ?? []).map((field) => field.code));
  return Object.fromEntries(Object.entries(extraOf(values)).filter(([code, value]) => codes.has(code) && value !== undefined && value !== null && value !== ''));
}

/** A merge patch of the values; undefined when nothing changes. */
export function extraPatch(base: Values, values: Values, kind: FacilityKind | undefined): Values | undefined {
  const before = extraOf(base);
  const now = ownValues(values, kind);
  const patch: Values = {};
  for (const code of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (!same(before[code], now[code])) patch[code] = now[code] ?? null;
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}

/** A value as a person reads it. */
export function ownText(kind: FacilityKind | undefined, code: string, value: unknown, words: { yes: string; no: string }, named: (one: { name: string; name_en?: string }) => string): string {
  const field = kind?.fields.find((one) => one.code === code);
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  const choice = field?.choices.find((one) => one.code === value);
  if (choice) return named(choice);
  if (typeof value === 'number') return `${value.toLocaleString('en-US', { maximumFractionDigits: 6 })}${field?.unit ? ` ${field.unit}` : ''}`;
  return typeof value === 'string' ? value : '';
}
