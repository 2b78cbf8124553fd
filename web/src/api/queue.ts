/**
 * Writes that wait on this device, in localStorage, until the service has
 * acknowledged them. What is put in is frozen: its id was made here, so sending
 * it again after a lost answer stores nothing twice. What the service refuses
 * stays with the reason until its author decides.
 */
import { useSyncExternalStore } from 'react';
import { read, write } from '../lib/store';
import { isPassing, ProblemError, send } from './client';
import type { Problem } from './types';

export interface Waits {
  /** Who made it: another account on the same device neither sees nor sends it. */
  login: string;
  /** Why the service refused it; absent while it waits to be sent. */
  problem?: Problem;
}

export type Outcome = 'created' | 'duplicate' | 'refused' | 'waiting';

/** A list kept in localStorage that components can follow, also from another tab. */
export function keptList<T>(key: string) {
  const listeners = new Set<() => void>();
  let items: T[] | undefined;
  const all = (): T[] => (items ??= read<T[]>(key) ?? []);
  /** Reports whether this device could keep it. */
  const change = (next: T[]): boolean => {
    items = next;
    const kept = write(key, next);
    for (const listener of listeners) listener();
    return kept;
  };
  const subscribe = (listener: () => void) => {
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
  };
  const useAll = () => useSyncExternalStore(subscribe, all);
  return { all, change, useAll };
}

interface Kind<T> {
  key: string;
  idOf: (item: T) => string;
  /** What is sent, and where. */
  request: (item: T) => { path: string; body: unknown };
  /** Called once it has arrived. */
  arrived?: (item: T) => void;
}

export function makeQueue<T extends Waits>({ key, idOf, request, arrived }: Kind<T>) {
  const { all, change, useAll } = keptList<T>(key);
  const underWay = new Map<string, Promise<Outcome>>();
  const discard = (id: string) => void change(all().filter((item) => idOf(item) !== id));

  /** Freezes it; one that is in here already stays as it is. Reports whether this device could keep it. */
  const put = (item: T): boolean => all().some((one) => idOf(one) === idOf(item)) || change([...all(), item]);

  const post = async (id: string): Promise<Outcome> => {
    const item = all().find((one) => idOf(one) === id);
    if (!item) return 'duplicate';
    try {
      const { path, body } = request(item);
      const { status } = await send('POST', path, { body });
      arrived?.(item);
      discard(id);
      return status === 201 ? 'created' : 'duplicate';
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (isPassing(error) || error.status === 401) return 'waiting';
      change(all().map((one) => (idOf(one) === id ? { ...one, problem: error.problem } : one)));
      return 'refused';
    }
  };

  /** Sends one and says what came of it; two askers share one request. */
  const deliver = (id: string): Promise<Outcome> => {
    const running = underWay.get(id) ?? post(id).finally(() => underWay.delete(id));
    underWay.set(id, running);
    return running;
  };

  /** Sends what waits for this account; stops at the first that finds no service. Returns how many arrived. */
  const deliverAll = async (login: string): Promise<number> => {
    let count = 0;
    for (const item of all().filter((one) => one.login === login && !one.problem)) {
      const outcome = await deliver(idOf(item));
      if (outcome === 'waiting') break;
      if (outcome !== 'refused') count++;
    }
    return count;
  };

  const useWaiting = (login: string): T[] => useAll().filter((item) => item.login === login);
  return { all, put, discard, deliver, deliverAll, useWaiting };
}
