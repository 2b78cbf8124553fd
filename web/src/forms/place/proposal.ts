/** Between the form of an entry and the item of a change set. */
import type { FieldProblem } from '../../api/types';
import type { Item } from '../../pages/names/changes/changes';
import type { Values } from '../draft';
import { formFields } from '../kinds';
import { filled, patchOf } from '../merge';
import { split, wholePosition } from '../shape/shape';
import { tidyPlace } from './tidy';

/** What an item proposes, as values of the form. */
export function proposedValues(item: Pick<Item, 'fields'>): Values {
  const values: Values = {};
  for (const { field, proposed } of item.fields) {
    if (field === 'position') Object.assign(values, split(proposed));
    else if (formFields.place.includes(field)) values[field] = proposed ?? undefined;
  }
  return values;
}

/** The fields to propose: of an addition all that is filled in, of a change what differs. */
export function proposedFields(base: Values | null, values: Values): Values {
  const tidy = tidyPlace(values);
  const own = Object.fromEntries(formFields.place.map((field) => [field, tidy[field]]));
  if (!base) return filled(own);
  return wholePosition(patchOf(tidyPlace(base), own), own);
}

/** Fields that the item proposed before and the form no longer does. */
export function dropped(item: Pick<Item, 'fields'>, fields: Values): string[] {
  return item.fields
    .filter(({ field }) => {
      if (field === 'position') return !('lon' in fields) && !('geometry' in fields);
      return formFields.place.includes(field) && !(field in fields);
    })
    .map((row) => row.field);
}

/** Errors of an item, at the fields of the form: items[0].fields.name is name, position is what the form shows of it. */
export function atFields(errors: FieldProblem[], drawn = false): FieldProblem[] {
  return errors.map((error) => {
    const field = error.field.replace(/^items\[[^\]]*\]\.?/, '').replace(/^fields\./, '');
    return { ...error, field: ['position', 'geometry', 'lon'].includes(field) ? (drawn ? 'geometry' : 'lon') : field || error.field };
  });
}
