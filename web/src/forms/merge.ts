/** Merge patches, and three-way merging when someone else saved first. */
import type { Values } from './draft';

/** Nothing, an empty text and an empty list are one and the same to a form. */
function plain(value: unknown): unknown {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return value;
}

export function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b));
}

/** The fields of `values` that differ from `base`; what was emptied is null. */
export function patchOf(base: Values, values: Values): Values {
  const patch: Values = {};
  for (const [field, value] of Object.entries(values)) {
    if (!same(base[field], value)) patch[field] = plain(value);
  }
  return patch;
}

/** A body for creating: only what was filled in. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => plain(value) !== null));
}

export interface Divergence {
  field: string;
  base: unknown;
  theirs: unknown;
  mine: unknown;
  /** Changed on both sides, and differently: a person must choose. */
  conflict: boolean;
}

/** Fields that someone else changed since `base`, beside what was typed here. */
export function diverged(base: Values, theirs: Values, mine: Values, fields: string[]): Divergence[] {
  return fields
    .filter((field) => !same(base[field], theirs[field]))
    .map((field) => ({
      field,
      base: base[field],
      theirs: theirs[field],
      mine: mine[field],
      conflict: !same(base[field], mine[field]) && !same(theirs[field], mine[field]),
    }));
}

/** The form's values on top of the newer record: theirs for the fields listed, mine for the rest. */
export function merged(theirs: Values, mine: Values, takeTheirs: string[]): Values {
  const values = { ...mine };
  for (const field of takeTheirs) values[field] = theirs[field];
  return values;
}
