/**
 * Inspections wait here, in localStorage, until the service has acknowledged
 * them (201, or 200 for one that it already has). Their ids are made on this
 * device, so sending again after a lost answer stores nothing twice. A record
 * is frozen once it is in here; one that the service refuses stays with the
 * reason until the inspector decides.
 */
import { useSyncExternalStore } from 'react';
import { read, write } from '../lib/store';
import { isPassing, ProblemError, send } from './client';
import type { Inspection, Problem } from './types';

export interface Waiting {
  /** Who observed: another account on the same device neither sees nor sends it. */
  login: string;
  inspection: Inspection;
  /** Where its marker's panel is. */
  markerId: string;
  /** Why the service refused it; absent while it waits to be sent. */
  problem?: Problem;
}

export type Outcome = 'created' | 'duplicate' | 'refused' | 'waiting';

const key = 'cairn.outbox.inspections';
const listeners = new Set<() => void>();
let items: Waiting[] | undefined;

function all(): Waiting[] {
  items ??= read<Waiting[]>(key) ?? [];
  return items;
}

function change(next: Waiting[]): void {
  items = next;
  write(key, next);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== key) return;
    items = undefined;
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', fromOtherTab);
  };
}

export function useOutbox(login: string): Waiting[] {
  return useSyncExternalStore(subscribe, all).filter((item) => item.login === login);
}

export function put(login: string, markerId: string, inspection: Inspection): void {
  change([...all().filter((item) => item.inspection.id !== inspection.id), { login, markerId, inspection }]);
}

export function discard(id: string): void {
  change(all().filter((item) => item.inspection.id !== id));
}

const underWay = new Map<string, Promise<Outcome>>();

/** Sends one record and says what came of it; two askers share one request. */
export function deliver(id: string): Promise<Outcome> {
  const running = underWay.get(id) ?? post(id).finally(() => underWay.delete(id));
  underWay.set(id, running);
  return running;
}

async function post(id: string): Promise<Outcome> {
  const item = all().find((one) => one.inspection.id === id);
  if (!item) return 'duplicate';
  try {
    const { status } = await send('POST', '/boundaries/inspections', { body: item.inspection });
    discard(id);
    return status === 201 ? 'created' : 'duplicate';
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    if (isPassing(error) || error.status === 401) return 'waiting';
    change(all().map((one) => (one.inspection.id === id ? { ...one, problem: error.problem } : one)));
    return 'refused';
  }
}

/** Sends what waits for this account; stops at the first that finds no service. Returns how many arrived. */
export async function deliverAll(login: string): Promise<number> {
  let arrived = 0;
  for (const item of all().filter((one) => one.login === login && !one.problem)) {
    const outcome = await deliver(item.inspection.id);
    if (outcome === 'waiting') break;
    if (outcome !== 'refused') arrived++;
  }
  return arrived;
}
