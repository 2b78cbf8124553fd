/** A form of an inspection: begun, kept as it is typed, frozen when it is saved. */
import { useQueryClient } from '@tanstack/react-query';
import { Form } from 'antd';
import type { Feature, LineString } from 'geojson';
import { useState } from 'react';
import { deliverEverything } from '../../api/delivery';
import { put } from '../../api/outbox';
import { photosOf, releasePhotos } from '../../api/photobox';
import { useSession } from '../../api/session';
import type { StoredInspection } from '../../api/types';
import { draftKey, readDraft } from '../draft';
import { useDraft } from '../useDraft';
import { deviceId } from './device';
import { freshValues, inspectionOf, type Subject, type Values, valuesOf } from './values';

/** Under which a draft of an inspection of this is kept. */
function draftIdOf({ marker, line, from, to }: Subject, corrects?: string): string {
  const about = marker ? marker.id : `${line?.code}.${Math.round(from ?? 0)}-${Math.round(to ?? 0)}`;
  return corrects ? `${about}.${corrects}` : about;
}

interface Options {
  subject: Subject;
  /** The record that this one is to correct. */
  corrects?: StoredInspection;
  kind?: Values['kind'];
  done: (id: string, kept: boolean) => void;
}

export function useInspection({ subject, corrects, kind = 'patrol', done }: Options) {
  const account = useSession().account;
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const login = account?.login ?? '';
  const key = draftKey(login, 'inspection', draftIdOf(subject, corrects?.id));
  const [draft] = useState(() => readDraft(key));
  const [start] = useState<Values>(() => {
    const fresh = corrects ? valuesOf(corrects) : freshValues(subject, account?.name ?? '', kind);
    return { ...fresh, ...(draft?.values as Partial<Values> | undefined) };
  });
  const [busy, setBusy] = useState(false);
  const { changed, forget } = useDraft(key, () => ({ ...form.getFieldsValue(true), id: start.id, opened: start.opened }), null);

  const submit = async (values: Values, track?: Feature<LineString>) => {
    setBusy(true);
    const photos = photosOf(start.id).map((one) => one.id);
    const record = inspectionOf({ ...values, id: start.id, opened: start.opened }, subject, { device: deviceId(), photos, track, corrects: corrects?.id });
    const kept = put(login, subject.marker?.id ?? '', record);
    releasePhotos(start.id);
    if (kept) forget();
    // What waits for a slow connection does not hold up the next marker.
    const sending = deliverEverything(login).then(() =>
      client.invalidateQueries({ predicate: ({ queryKey }) => ['inspections', 'record', 'list', 'attachments'].includes(String(queryKey[0])) }));
    await Promise.race([sending, new Promise((go) => setTimeout(go, patience))]);
    done(record.id, kept);
  };
  return { form, start, draft, busy, changed, submit, login };
}

/** Milliseconds that a person waits for the answer before going on. */
const patience = 2500;
