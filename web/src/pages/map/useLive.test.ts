import { expect, test, vi } from 'vitest';
import { watcher } from './useLive';

test('the first answer is the measure; a new tag is a change, a 304 and a failure are none', async () => {
  const answers = [
    () => new Response('{}', { headers: { ETag: '"a"' } }),
    () => new Response(null, { status: 304 }),
    () => { throw new TypeError('no network'); },
    () => new Response('{}', { headers: { ETag: '"b"' } }),
    () => new Response(null, { status: 304 }),
  ];
  const sent: (string | null)[] = [];
  vi.stubGlobal('fetch', vi.fn((_: string, init: RequestInit) => {
    sent.push(new Headers(init.headers).get('If-None-Match'));
    return Promise.resolve().then(() => answers.shift()?.());
  }));
  const ask = watcher('all');
  expect([await ask(), await ask(), await ask(), await ask(), await ask()]).toEqual(['same', 'same', 'failed', 'changed', 'same']);
  expect(sent).toEqual([null, '"a"', '"a"', '"a"', '"b"']);
});
