/** Sending a proposal: into a set that is open, into a new one, or over the item that is mended. */
import { useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { get, ProblemError, send } from '../../api/client';
import type { Place } from '../../api/types';
import { useMapParams } from '../../pages/map/params';
import { type ChangeSet, type Item, itemPath, type Report } from '../../pages/names/changes/changes';
import { propose, type Target } from '../../pages/names/changes/target';
import { errorText } from '../../shell/States';
import { keepDraft, type Values } from '../draft';
import { placeErrors } from '../useSave';
import { atFields, dropped, proposedFields } from './proposal';

interface Proposing {
  form: FormInstance<Values>;
  place: Place | undefined;
  base: Values | null;
  mending: { set: ChangeSet; item: Item } | undefined;
  report: string | undefined;
  draftKey: string;
  forget: () => void;
}

export function usePropose({ form, place, base, mending, report, draftKey, forget }: Proposing) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { go } = useMapParams();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ message: string; details?: string }>();
  const [unchanged, setUnchanged] = useState(false);
  const [asksReason, setAsksReason] = useState(false);

  /** The id of the set; undefined when nothing was changed. */
  const store = async (values: Values): Promise<string | undefined> => {
    const fields = proposedFields(base, values);
    const words = { reason: text(values.reason), rule_reason: text(values.rule_reason) };
    if (mending) {
      const body = { fields, drop: dropped(mending.item, fields), ...words };
      await send('PATCH', itemPath(mending.set.id, mending.item.id), { body, merge: true, ifMatch: mending.set.version });
      return mending.set.id;
    }
    if (Object.keys(fields).length === 0) return undefined;
    const entry = place ? { place_id: place.id, base_version: Number(base?.version ?? place.version) } : {};
    return (await propose(values as Target, { ...entry, fields, ...words })).id;
  };

  const stored = async (set: string) => {
    forget();
    if (report) {
      const { version } = await get<Report>(`/gazetteer/reports/${report}`);
      await send('POST', `/gazetteer/reports/${report}/close`, { body: { outcome: 'taken', set }, ifMatch: version });
    }
    void client.invalidateQueries({ predicate: ({ queryKey }) => ['list', 'record'].includes(String(queryKey[0])) });
    if (place && !mending && !report) go({ kind: 'place', id: place.id }, undefined, true);
    else void navigate(`/names/changes/${set}`);
  };

  const submit = async () => {
    const values = form.getFieldsValue(true) as Values;
    setBusy(true);
    setRefusal(undefined);
    setUnchanged(false);
    try {
      const set = await store(values);
      if (set) await stored(set);
      else setUnchanged(true);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      keepDraft(draftKey, values, base);
      const errors = atFields(error.fields, Boolean(values.shape) && values.shape !== 'point');
      if (errors.some((one) => one.field === 'position_reason')) setAsksReason(true);
      setRefusal({ message: errorText(error, t), details: placeErrors(form, errors).join('\n') || undefined });
    } finally {
      setBusy(false);
    }
  };
  return { submit, busy, unchanged, asksReason, message: refusal?.message, details: refusal?.details };
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
