import { beforeEach, expect, test, vi } from 'vitest';
import type { Inspection } from './types';

const inspection = (id: string): Inspection => ({
  id, kind: 'patrol', observed_at: '2024-05-01T08:00:00Z', observer: '李', marker: '2324002Q', conditions: ['intact'],
});

function answer(status: number, body: unknown = {}): void {
  vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify(body), { status }))));
}

/** A fresh module is a page opened anew: only localStorage remains. */
async function reopened() {
  vi.resetModules();
  return import('./outbox');
}

const kept = () => JSON.parse(localStorage.getItem('cairn.outbox.inspections') ?? '[]') as unknown[];

beforeEach(() => localStorage.clear());

test.each([
  [201, 'created'],
  [200, 'duplicate'],
] as const)('%i removes the record: %s', async (status, want) => {
  const { put, deliver } = await reopened();
  put('li', 'm1', inspection('a'));
  answer(status);
  expect(await deliver('a')).toBe(want);
  expect(kept()).toHaveLength(0);
});

test.each([0, 401, 429, 503])('without an acknowledgement (%i) it waits, also for the next visit', async (status) => {
  const first = await reopened();
  first.put('li', 'm1', inspection('a'));
  if (status) answer(status);
  else vi.stubGlobal('fetch', vi.fn(() => Promise.reject(new TypeError('no network'))));
  expect(await first.deliver('a')).toBe('waiting');

  const second = await reopened();
  answer(201);
  expect(await second.deliverAll('li')).toBe(1);
  expect(kept()).toHaveLength(0);
});

test('a refusal is kept with its reason and not sent again by itself', async () => {
  const { put, deliver, deliverAll } = await reopened();
  put('li', 'm1', inspection('a'));
  answer(409, { type: '/problems/conflict', title: '冲突', status: 409 });
  expect(await deliver('a')).toBe('refused');
  expect(kept()).toMatchObject([{ problem: { title: '冲突', status: 409 } }]);

  answer(201);
  expect(await deliverAll('li')).toBe(0);
  expect(fetch).not.toHaveBeenCalled();
});

test('another account on the device does not send it', async () => {
  const { put, deliverAll } = await reopened();
  put('li', 'm1', inspection('a'));
  answer(201);
  expect(await deliverAll('wang')).toBe(0);
  expect(kept()).toHaveLength(1);
});

test('a record is frozen once it is in: putting another under its id changes nothing', async () => {
  const { put } = await reopened();
  put('li', 'm1', inspection('a'));
  put('li', 'm1', { ...inspection('a'), conditions: ['lost'] });
  expect(kept()).toMatchObject([{ inspection: { conditions: ['intact'] } }]);
});

test('what arrived is remembered, without its track', async () => {
  const { put, deliver } = await reopened();
  put('li', 'm1', { ...inspection('a'), track: { type: 'LineString', coordinates: [[104, 23], [104, 24]] } });
  answer(201);
  await deliver('a');
  const sent = JSON.parse(localStorage.getItem('cairn.outbox.sent') ?? '[]') as { inspection: Inspection }[];
  expect(sent).toMatchObject([{ login: 'li', markerId: 'm1', inspection: { id: 'a' } }]);
  expect(sent[0]?.inspection.track).toBeUndefined();
});

test('a full device is told', async () => {
  const { put } = await reopened();
  vi.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => { throw new DOMException('full', 'QuotaExceededError'); });
  expect(put('li', 'm1', inspection('a'))).toBe(false);
});
