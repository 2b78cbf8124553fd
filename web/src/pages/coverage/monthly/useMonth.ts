/** The form of a month: what the service fills in, what the clerk types (kept on this device), and sending it. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { deliverEverything } from '../../../api/delivery';
import { months, type WaitingMonth } from '../../../api/monthly';
import { movePhotos, releasePhotos } from '../../../api/photobox';
import { useSession } from '../../../api/session';
import { draftKey, readDraft } from '../../../forms/draft';
import { useDraft } from '../../../forms/useDraft';
import { read, write } from '../../../lib/store';
import { useGet } from '../../../parts/useGet';
import { bodyOf, emptyValues, type MonthForm, type Report, type Values, valuesOf } from './report';

/** The form of a township; the last one seen on this device stands in where the service cannot be reached. */
export function useMonthForm(area: string, month: string) {
  const login = useSession().account?.login ?? '';
  const key = `cairn.monthly.${login}.${area}.${month}`;
  const query = useGet<MonthForm>('/facilities/monthly/form', { area, month });
  const fresh = query.data?.area_code === area && (!month || query.data.month === month) ? query.data : undefined;
  useEffect(() => {
    if (fresh) write(key, fresh);
  }, [fresh, key]);
  const kept = !fresh && query.error ? read<MonthForm>(key) : undefined;
  return { form: fresh ?? kept, offline: kept !== undefined, error: query.error, retry: () => void query.refetch() };
}

/** What of this month waits on this device, sent or refused. */
export function useWaitingMonth(form: MonthForm): WaitingMonth | undefined {
  const login = useSession().account?.login ?? '';
  return months.useWaiting(login).find(({ body }) => body.area_code === form.area_code && body.month === form.month);
}

/** Milliseconds that a person waits for the answer before the page goes on. */
const patience = 2500;

export function useMonth(form: MonthForm, corrects: Report | undefined) {
  const login = useSession().account?.login ?? '';
  const client = useQueryClient();
  const key = draftKey(login, 'monthly', `${form.area_code}.${form.month}.${corrects?.id ?? ''}`);
  const [draft] = useState(() => readDraft(key));
  const [values, setValues] = useState<Values>(() => ({ ...(corrects ? valuesOf(corrects, form) : emptyValues()), ...(draft?.values as Partial<Values> | undefined) }));
  const [busy, setBusy] = useState(false);
  const { changed, forget } = useDraft(key, () => ({ ...values }), null);
  const change = useCallback((next: (before: Values) => Values) => {
    setValues(next);
    changed();
  }, [changed]);

  const submit = async (confirm: string[]) => {
    setBusy(true);
    const body = bodyOf(form, values, confirm, corrects?.id);
    // Frozen on this device before it is sent; a lost answer stores nothing twice.
    const kept = months.put({ login, body, values });
    if (kept) forget();
    releasePhotos(body.id);
    const sending = deliverEverything(login).then(() => client.invalidateQueries({ predicate: ({ queryKey }) => ['one', 'attachments'].includes(String(queryKey[0])) }));
    await Promise.race([sending, new Promise((go) => setTimeout(go, patience))]);
    setBusy(false);
  };
  return { values, change, submit, busy, draft };
}

/** Whether a report outlives this page: the device had room for it. */
export const isKept = (item: WaitingMonth) => (read<WaitingMonth[]>('cairn.outbox.monthly') ?? []).some((one) => one.body.id === item.body.id);

/** Takes a refused report back: what was typed becomes the draft again, under a new id. */
export function takeBack(item: WaitingMonth): void {
  const { body, values, login } = item;
  const key = draftKey(login, 'monthly', `${body.area_code}.${body.month}.${body.corrects ?? ''}`);
  const { id } = emptyValues();
  write(key, { values: { ...(values as Values), id }, base: null, savedAt: new Date().toISOString() });
  movePhotos(body.id, id, false);
  months.discard(body.id);
}

/** Sends a refused report again with what the service wants confirmed, under a new id. */
export function confirmAndSend(item: WaitingMonth): void {
  const asked = (item.problem?.errors ?? []).flatMap((one) => (typeof one.value === 'string' ? [one.value] : []));
  const { login, values } = item;
  const { id } = emptyValues();
  months.discard(item.body.id);
  months.put({ login, values, body: { ...item.body, id, confirm: [...(item.body.confirm ?? []), ...asked] } });
  movePhotos(item.body.id, id, true);
  void deliverEverything(login);
}
