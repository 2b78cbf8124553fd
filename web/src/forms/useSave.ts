/** Sending a form: what goes over, what a refusal shows where, and what a stale version leads to. */
import { useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { get, ProblemError, send } from '../api/client';
import { collections, recordPath } from '../api/queries';
import type { FacilityKinds, FieldProblem, Line, Marker, Place } from '../api/types';
import { useMapBus } from '../pages/map/bus';
import { errorText } from '../shell/States';
import { keepDraft, type Values } from './draft';
import { extraPatch, ownValues } from './extra';
import { dropStaleGrid, type FormKind, formFields, tilesetOf, valuesOf } from './kinds';
import { type Divergence, diverged, filled, merged, patchOf } from './merge';
import { matterOf } from './place/MatterField';
import { atFields } from './place/proposal';
import { tidyPlace } from './place/tidy';
import { apart, joined, positionFields, wholePosition } from './shape/shape';

interface Saving {
  kind: FormKind;
  /** Absent when the record is new. */
  id: string | undefined;
  form: FormInstance<Values>;
  /** The record's fields and version that the changes are made from; null for a new one. */
  base: Values | null;
  setBase: (base: Values) => void;
  draftKey: string;
  /** Drops the draft, and whatever was about to be kept. */
  forget: () => void;
  /** Called with the id once the record is stored. */
  done: (id: string) => void;
}

export interface StaleVersion {
  theirs: Values;
  fields: Divergence[];
}

interface Refusal {
  message: string;
  details?: string;
}

export function useSave({ kind, id, form, base, setBase, draftKey, forget, done }: Saving) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { refresh } = useMapBus();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const [conflict, setConflict] = useState<StaleVersion>();
  const [unchanged, setUnchanged] = useState(false);
  const [asksReason, setAsksReason] = useState(false);
  const [doubts, setDoubts] = useState<FieldProblem[]>([]);

  const mine = () => {
    const values = form.getFieldsValue(true) as Values;
    return kind === 'place' ? tidyPlace(values) : values;
  };

  /** The kind of facility that is chosen, whose own fields go over. */
  const chosenKind = (values: Values) => client.getQueryData<FacilityKinds>(['kinds'])?.items.find((one) => one.code === values.kind);

  const store = async (confirm: string[]): Promise<Place | Marker | Line | undefined> => {
    const { reason, ...values } = mine();
    const why = { ...(reason ? { reason } : {}), ...(confirm.length > 0 ? { confirm } : {}) };
    if (!id || !base) {
      const own = kind === 'facility' ? { extra: ownValues(values, chosenKind(values)) } : {};
      return (await send<Place>('POST', collections[kind], { body: { ...filled(values), ...own, ...why } })).data;
    }
    const patch = patchOf(base, Object.fromEntries(formFields[kind].map((field) => [field, values[field]])));
    if (kind === 'facility') {
      delete patch.extra;
      const own = extraPatch(base, values, chosenKind(values));
      if (own) patch.extra = own;
    }
    if (Object.keys(patch).length === 0) {
      setUnchanged(true);
      return undefined;
    }
    const body = { ...(kind === 'marker' ? dropStaleGrid(patch) : kind === 'place' ? wholePosition(patch, values) : patch), ...(kind === 'place' ? matterOf(base.name, values) : {}), ...why };
    return (await send<Place>('PATCH', recordPath(kind, id), { body, merge: true, ifMatch: Number(base.version) })).data;
  };

  const stored = async (record: Place | Marker | Line) => {
    forget();
    const place = 'id' in record ? record.id : record.code;
    client.setQueryData(['record', kind, place], record);
    refresh(tilesetOf[kind]);
    void client.invalidateQueries({ predicate: (query) => !['session', 'kinds', 'classes', 'tilejson'].includes(String(query.queryKey[0])) });
    done(place);
  };

  const refused = async (error: unknown) => {
    if (!(error instanceof ProblemError)) throw error;
    keepDraft(draftKey, mine(), base);
    if (error.status === 412 && id && base) {
      const newer = await get<Place>(recordPath(kind, id));
      const theirs = { ...valuesOf(kind, newer), version: newer.version };
      setConflict({ theirs, fields: divergence(kind, base, theirs, mine()) });
      return;
    }
    if (error.problem.type === '/problems/unconfirmed') {
      setDoubts(error.fields);
      return;
    }
    if (error.fields.some((one) => fieldName(one) === 'position_reason')) setAsksReason(true);
    const shape = form.getFieldValue('shape') as string | undefined;
    const rest = placeErrors(form, kind === 'place' ? atFields(error.fields, Boolean(shape) && shape !== 'point') : error.fields);
    setRefusal({ message: errorText(error, t), details: rest.join('\n') || undefined });
  };

  /** With the codes of doubts that the person has confirmed. */
  const submit = async (confirm: string[] = []) => {
    setBusy(true);
    setRefusal(undefined);
    setUnchanged(false);
    setDoubts([]);
    try {
      const record = await store(confirm);
      if (record) await stored(record);
    } catch (error) {
      await refused(error).catch((second: unknown) => setRefusal({ message: errorText(second as Error, t) }));
    } finally {
      setBusy(false);
    }
  };

  const resolve = (takeTheirs: string[]) => {
    if (!conflict) return;
    const values = kind === 'place' ? apart(merged(joined(conflict.theirs), joined(mine()), takeTheirs)) : merged(conflict.theirs, mine(), takeTheirs);
    form.setFieldsValue(values);
    setBase(conflict.theirs);
    keepDraft(draftKey, values, conflict.theirs);
    setConflict(undefined);
  };

  return { submit, resolve, busy, conflict, unchanged, asksReason, doubts, message: refusal?.message, details: refusal?.details };
}

/** Field by field; where a place is, is one field. */
function divergence(kind: FormKind, base: Values, theirs: Values, mine: Values): Divergence[] {
  if (kind !== 'place') return diverged(base, theirs, mine, formFields[kind]);
  const fields = ['position', ...formFields.place.filter((field) => !(positionFields as readonly string[]).includes(field))];
  return diverged(joined(base), joined(theirs), joined(mine), fields);
}

/** "/lon", "lon" and "names[0].text" all belong to the field they start with. */
function fieldName({ field }: FieldProblem): string {
  return field.replace(/^[/.]+/, '').split(/[/.[]/)[0] ?? '';
}

/** Shows each error at its field; returns the texts of those that the form has no field for. */
export function placeErrors(form: FormInstance<Values>, errors: FieldProblem[]): string[] {
  const rest: string[] = [];
  const byField = new Map<string, string[]>();
  for (const error of errors) {
    const name = fieldName(error);
    const own = /^extra\.\w+$/.test(error.field) ? error.field : undefined; // a field of the kind's own stands below extra
    if (form.getFieldInstance(own ? own.split('.') : name) === undefined && !(name in form.getFieldsValue())) rest.push(`${error.field}: ${error.message}`);
    else byField.set(own ?? name, [...(byField.get(own ?? name) ?? []), error.message]);
  }
  const pathOf = (name: string) => (name.includes('.') ? name.split('.') : name);
  form.setFields([...byField].map(([name, messages]) => ({ name: pathOf(name), errors: messages })));
  const first = [...byField.keys()][0];
  if (first) form.scrollToField(pathOf(first), { block: 'center' });
  return rest;
}
