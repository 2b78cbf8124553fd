/**
 * Inspections wait here until the service has acknowledged them (201, or 200
 * for one that it already has); see queue.ts for what that means. Those that
 * arrived are remembered for a while, so that their author can see, also
 * without a connection, that they did.
 */
import { keptList, makeQueue, type Waits } from './queue';
import type { Inspection } from './types';

export type { Outcome } from './queue';

export interface Waiting extends Waits {
  inspection: Inspection;
  /** Of its marker; "" for a stretch of a line. */
  markerId: string;
}

export interface Sent {
  login: string;
  /** Without its track. */
  inspection: Inspection;
  markerId: string;
  sentAt: string;
}

/** How many of those that arrived are remembered. */
const remembered = 100;

const sent = keptList<Sent>('cairn.outbox.sent');

function remember({ login, inspection, markerId }: Waiting): void {
  const rest = { ...inspection };
  delete rest.track;
  sent.change([...sent.all().filter((one) => one.inspection.id !== rest.id), { login, markerId, inspection: rest, sentAt: new Date().toISOString() }].slice(-remembered));
}

const queue = makeQueue<Waiting>({
  key: 'cairn.outbox.inspections',
  idOf: (item) => item.inspection.id,
  request: (item) => ({ path: '/boundaries/inspections', body: item.inspection }),
  arrived: remember,
});

export const { discard, deliver, deliverAll, useWaiting: useOutbox } = queue;
export const waiting = queue.all;

/** Freezes a record and keeps it here; false when the device has no room for it. */
export function put(login: string, markerId: string, inspection: Inspection): boolean {
  return queue.put({ login, markerId, inspection });
}

/** What arrived from this device, the latest first. */
export function useSent(login: string): Sent[] {
  return sent.useAll().filter((one) => one.login === login).reverse();
}
