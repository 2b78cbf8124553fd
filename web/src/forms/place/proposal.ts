/** Between the form of an entry and the item of a change set. */
import type { FieldProblem } from '../../api/types';
import type { Item } from '../../pages/names/changes/changes';
import type { Values } from '../draft';
import { formFields } from '../kinds';
import { filled, patchOf } from '../merge';
import { tidyPlace } from './tidy';

/** What an item proposes, as values of the form; a line or an area is not the form's to change. */
export function proposedValues(item: Pick<Item, 'fields'>): Values {
  const values: Values = {};
  for (const { field, proposed } of item.fields) {
    if (field === 'position') {
      const point = proposed as { type?: string; coordinates?: number[] } | null;
      if (point?.type === 'Point') [values.lon, values.lat] = point.coordinates ?? [];
    } else if (formFields.place.includes(field)) values[field] = proposed ?? undefined;
  }
  return values;
}

/** The fields to propose: of an addition all that is filled in, of a change what differs. */
export function proposedFields(base: Values | null, values: Values): Values {
  const tidy = tidyPlace(values);
  const own = Object.fromEntries(formFields.place.map((field) => [field, tidy[field]]));
  if (!base) return filled(own);
  const patch = patchOf(tidyPlace(base), own);
  if ('lon' in patch || 'lat' in patch) Object.assign(patch, { lon: own.lon ?? null, lat: own.lat ?? null });
  return patch;
}

/** Fields that the item proposed before and the form no longer does. */
export function dropped(item: Pick<Item, 'fields'>, fields: Values): string[] {
  return item.fields
    .filter(({ field, proposed }) => {
      if (field === 'position') return (proposed as { type?: string } | null)?.type === 'Point' && !('lon' in fields);
      return formFields.place.includes(field) && !(field in fields);
    })
    .map((row) => row.field);
}

/** Errors of an item, at the fields of the form: items[0].fields.name is name, position is lon. */
export function atFields(errors: FieldProblem[]): FieldProblem[] {
  return errors.map((error) => {
    const field = error.field.replace(/^items\[[^\]]*\]\.?/, '').replace(/^fields\./, '');
    return { ...error, field: field === 'position' || field === 'geometry' ? 'lon' : field || error.field };
  });
}
