import { beforeEach, expect, test, vi } from 'vitest';
import type { Inspection } from './types';

type Watch = { onProgress: (percent: number) => void; onDone: () => void; onFailed: (message: string | undefined, passing: boolean) => void };
type Target = { owner: string; ownerId: string; role: string; id?: string; begun?: boolean };
const upload = vi.fn<(file: File, target: Target, watch: Watch) => () => void>();
vi.mock('../parts/upload', () => ({ upload: (file: File, target: Target, watch: Watch) => upload(file, target, watch) }));

const answers = (how: (watch: Watch) => void) => upload.mockImplementation((_, __, watch) => {
  queueMicrotask(() => how(watch));
  return () => undefined;
});

async function fresh() {
  vi.resetModules();
  return { box: await import('./photobox'), outbox: await import('./outbox') };
}

const photo = () => new File(['x'], '界桩.jpg', { type: 'image/jpeg', lastModified: 1 });
const record = (id: string): Inspection => ({ id, kind: 'patrol', observed_at: '2024-05-01T08:00:00Z', observer: '李', marker: '1Q', conditions: ['intact'] });

beforeEach(() => {
  localStorage.clear();
  upload.mockReset();
});

test('a photo waits for its record, then goes once under the id that the record names', async () => {
  const { box } = await fresh();
  await box.addPhoto('li', 'r1', 'photo_n', photo());
  answers((watch) => watch.onDone());
  expect(await box.sendPhotos('li')).toBe(0);
  box.releasePhotos('r1');
  expect(await box.sendPhotos('li')).toBe(1);
  expect(await box.sendPhotos('li')).toBe(0);
  expect(upload).toHaveBeenCalledOnce();
  expect(upload.mock.calls[0]?.[1]).toEqual({ owner: 'inspection', ownerId: 'r1', role: 'photo_n', id: box.photosOf('r1')[0]?.id, begun: undefined });
  expect(box.photosOf('r1')[0]?.sentAt).toBeDefined();
});

test('after a cut it is still there, under the same id', async () => {
  const { box } = await fresh();
  await box.addPhoto('li', 'r1', 'photo', photo());
  box.releasePhotos('r1');
  answers((watch) => watch.onFailed(undefined, true));
  expect(await box.sendPhotos('li')).toBe(0);
  answers((watch) => watch.onDone());
  expect(await box.sendPhotos('li')).toBe(1);
  expect(upload.mock.calls[0]?.[1].id).toBe(upload.mock.calls[1]?.[1].id);
  expect(upload.mock.calls.map((one) => one[1].begun)).toEqual([undefined, true]);
});

test('a refused photo keeps the reason and does not hold up the next', async () => {
  const { box } = await fresh();
  await box.addPhoto('li', 'r1', 'photo', photo());
  await box.addPhoto('li', 'r1', 'photo_n', photo());
  box.releasePhotos('r1');
  let first = true;
  answers((watch) => {
    if (first) watch.onFailed('不是照片', false);
    else watch.onDone();
    first = false;
  });
  expect(await box.sendPhotos('li')).toBe(1);
  expect(box.photosOf('r1').map((one) => one.refused)).toEqual(['不是照片', undefined]);
});

test('photos of another account or of a refused record stay', async () => {
  const { box, outbox } = await fresh();
  await box.addPhoto('li', 'r1', 'photo', photo());
  outbox.put('li', 'm1', record('r1'));
  box.releasePhotos('r1');
  vi.stubGlobal('fetch', vi.fn(() => Promise.resolve(new Response(JSON.stringify({ title: '无效', status: 422 }), { status: 422 }))));
  await outbox.deliver('r1');
  answers((watch) => watch.onDone());
  expect(await box.sendPhotos('li')).toBe(0);
  expect(await box.sendPhotos('wang')).toBe(0);
  await box.removePhotosOf('r1');
  expect(box.photosOf('r1')).toEqual([]);
});

test('a photo of a monthly report goes after its report, under the id that the report arrived with', async () => {
  const { box } = await fresh();
  const { months } = await import('./monthly');
  const body = (id: string) => ({ id, area_code: '532601001', month: '2024-04', cremations: 0, burials: 0, eco_burials: 0, changes: [] });
  answers((watch) => watch.onDone());
  await box.addPhoto('li', 'm1', 'photo', photo(), 'monthly_report');
  months.put({ login: 'li', values: {}, body: body('m1') });
  box.releasePhotos('m1');
  expect(await box.sendPhotos('li')).toBe(0);
  months.discard('m1');
  months.put({ login: 'li', values: {}, body: body('m2') });
  box.movePhotos('m1', 'm2', true);
  expect(await box.sendPhotos('li')).toBe(0);
  months.discard('m2');
  expect(await box.sendPhotos('li')).toBe(1);
  expect(upload.mock.calls[0]?.[1]).toMatchObject({ owner: 'monthly_report', ownerId: 'm2', role: 'photo' });
});
