/** Files sent with tus-js-client, the client that pages use, to the real binary over connections that are cut. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { deflateSync, crc32 } from 'node:zlib';
import { DetailedError, Upload, type UploadOptions } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Service, startService } from './service';

let service: Service;
let token: string;
let place: string;
let proxy: Cuts;

beforeAll(async () => {
  service = await startService({ sample: true });
  token = (await service.cairn('user', 'token', '--login', service.login)).trim();
  const found = await ask('/gazetteer/entries?limit=1');
  place = ((await found.json()) as { items: [{ id: string }] }).items[0].id;
  proxy = await startCuts(new URL(service.address), 40_000);
});
afterAll(async () => {
  await proxy?.stop();
  await service?.stop();
});

const ask = (path: string, init: RequestInit = {}) =>
  fetch(service.address + path, { ...init, headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'en', ...init.headers } });

interface Cuts {
  address: string;
  cuts: () => number;
  stop: () => Promise<void>;
}

/** Passes connections on and resets each after a random number of bytes from the client. */
function startCuts(target: URL, most: number): Promise<Cuts> {
  let cuts = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let left = Math.floor(Math.random() * most);
    const end = () => {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
    };
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on('error', end);
      socket.on('close', () => {
        open.delete(socket);
        end();
      });
    }
    client.on('data', (chunk: Buffer) => {
      upstream.write(chunk.subarray(0, left));
      left -= chunk.length;
      if (left < 0) {
        cuts++;
        setTimeout(end, 5); // what was passed on arrives, as it would before a line breaks
      }
    });
    upstream.on('data', (chunk: Buffer) => client.write(chunk));
  });
  return new Promise((done) =>
    server.listen(0, '127.0.0.1', () =>
      done({
        address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        cuts: () => cuts,
        stop: () => {
          for (const socket of open) socket.destroy();
          return new Promise((closed) => server.close(() => closed()));
        },
      }),
    ),
  );
}

/** A photo of noise: a PNG, so that nothing but zlib is needed to make it. */
function photo(width: number, height: number): Buffer {
  const chunk = (kind: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(kind), body]);
    const framed = Buffer.alloc(named.length + 8);
    framed.writeUInt32BE(body.length, 0);
    named.copy(framed, 4);
    framed.writeUInt32BE(crc32(named), named.length + 4);
    return framed;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, () => Buffer.concat([Buffer.from([0]), randomBytes(3 * width)]));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]);
}

/** Sends a file as a page does: with its own id, asking first how far it is. */
function send(id: string, file: Buffer, address: string, options: Partial<UploadOptions> = {}, filename = '照片.png'): Promise<void> {
  return new Promise((done, fail) => {
    const upload = new Upload(file, {
      endpoint: `${address}/attachments`,
      uploadUrl: `${address}/attachments/${id}`,
      headers: { Authorization: `Bearer ${token}`, 'Accept-Language': 'en' },
      metadata: { id, owner: 'place', owner_id: place, role: 'photo', filename, filetype: 'image/png', taken_at: '2021-06-30T10:00:00+08:00' },
      retryDelays: Array.from({ length: 200 }, () => 20),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return status < 400 || status >= 500 || [408, 409, 423, 429].includes(status);
      },
      onSuccess: () => done(),
      onError: fail,
      ...options,
    });
    upload.start();
  });
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');

async function stored(): Promise<{ id: string; sha256: string; name: string }[]> {
  const answer = await ask(`/attachments?owner=place&owner_id=${place}`);
  return ((await answer.json()) as { items: { id: string; sha256: string; name: string }[] }).items;
}

test('a hundred photos over connections that are cut are stored once each, as they were sent', async () => {
  const before = await stored();
  const sent = new Map<string, string>();
  const queue = Array.from({ length: 100 }, (_, i) => i);
  const worker = async () => {
    for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
      const [id, file] = [randomUUID(), photo(40 + i, 60)];
      sent.set(id, sha256(file));
      await send(id, file, proxy.address, i % 3 === 0 ? { chunkSize: 5000 } : {});
    }
  };
  await Promise.all(Array.from({ length: 5 }, worker));
  expect(proxy.cuts()).toBeGreaterThan(20);
  const after = (await stored()).filter((one) => !before.some((old) => old.id === one.id));
  expect(after.length).toBe(100);
  expect(new Map(after.map((one) => [one.id, one.sha256]))).toEqual(sent);
  for (const [id, sum] of sent) {
    const original = await ask(`/attachments/${id}?size=original`);
    expect(sha256(Buffer.from(await original.arrayBuffer()))).toBe(sum);
    expect(original.headers.get('content-disposition')).toContain(encodeURIComponent('照片.png'));
  }
});

test('photos of an inspection come before its record and after it, over connections that are cut', async () => {
  const found = await ask('/boundaries/lines?limit=1');
  const line = ((await found.json()) as { items: [{ code: string }] }).items[0].code;
  const [record, early, late] = [randomUUID(), randomUUID(), randomUUID()];
  const picture = photo(90, 60);
  const sendPhoto = (id: string) =>
    send(id, picture, proxy.address, {
      chunkSize: 5000,
      metadata: { id, owner: 'inspection', owner_id: record, role: 'photo', filename: '界桩.png', filetype: 'image/png' },
    });
  const visit = { id: record, kind: 'patrol', observed_at: new Date().toISOString(), line, chainage_from_m: 10, conditions: ['endangered'], photos: [early, late] };
  const report = async () => {
    const answer = await ask('/boundaries/inspections', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(visit) });
    return answer.status;
  };
  const read = async () => (await (await ask(`/boundaries/inspections/${record}`)).json()) as { attachments: string[]; missing: string[] };
  await sendPhoto(early);
  expect(await report()).toBe(201);
  expect(await read()).toMatchObject({ attachments: [early], missing: [late] });
  await Promise.all([sendPhoto(late), sendPhoto(early)]);
  expect(await report()).toBe(200);
  expect(await read()).toMatchObject({ attachments: [early, late], missing: [] });
  for (const id of [early, late]) {
    const original = await ask(`/attachments/${id}?size=original`);
    expect(sha256(Buffer.from(await original.arrayBuffer()))).toBe(sha256(picture));
  }
});

test('the same id again is the same upload; PATCH may be said in a header', async () => {
  const [id, file] = [randomUUID(), photo(30, 30)];
  await send(id, file, service.address, { overridePatchMethod: true });
  await send(id, file, service.address);
  await send(id, file, service.address, { uploadUrl: null }); // announced anew, as by a page that forgot how far it was
  expect((await stored()).filter((one) => one.id === id).length).toBe(1);
});

test('an upload that was paused goes on in another page', async () => {
  const [id, file] = [randomUUID(), photo(200, 200)];
  await new Promise<void>((done, fail) => {
    const upload: Upload = new Upload(file, {
      endpoint: `${service.address}/attachments`,
      headers: { Authorization: `Bearer ${token}` },
      metadata: { id, owner: 'place', owner_id: place, role: 'photo', filename: '照片.png', filetype: 'image/png', taken_at: '2021-06-30T10:00:00+08:00' },
      chunkSize: 20_000,
      onChunkComplete: () => void upload.abort().then(done, fail),
      onError: fail,
    });
    upload.start();
  });
  const head = await ask(`/attachments/${id}`, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
  expect(Number(head.headers.get('upload-offset'))).toBeGreaterThanOrEqual(20_000);
  let first = -1;
  await send(id, file, service.address, { onProgress: (bytes) => (first = first < 0 ? bytes : first) });
  expect(first).toBeGreaterThanOrEqual(20_000);
  expect((await stored()).find((one) => one.id === id)?.sha256).toBe(sha256(file));
});

test('a file that is no photo is refused with words for its sender, and nothing is kept', async () => {
  const page = Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>');
  const count = (await stored()).length;
  const words = async (id: string, file: Buffer, filename: string) => {
    const error = await send(id, file, service.address, {}, filename).then(() => null, (e: unknown) => e);
    expect(error).toBeInstanceOf(DetailedError);
    const answer = (error as DetailedError).originalResponse;
    return { status: answer?.getStatus(), said: (JSON.parse(answer?.getBody() ?? '{}') as { errors: { message: string }[] }).errors[0]?.message };
  };
  const id = randomUUID();
  expect(await words(id, page, 'x.jpg')).toEqual({ status: 422, said: expect.stringContaining('text/html') });
  expect(await words(randomUUID(), page, 'x.heic')).toEqual({ status: 422, said: expect.stringContaining('JPEG') });
  const head = await ask(`/attachments/${id}`, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
  expect(head.status).toBe(404);
  expect((await stored()).length).toBe(count);
});

test('an upload can be taken back', async () => {
  const [id, file] = [randomUUID(), photo(100, 100)];
  await new Promise<void>((done, fail) => {
    const upload: Upload = new Upload(file, {
      endpoint: `${service.address}/attachments`,
      headers: { Authorization: `Bearer ${token}` },
      metadata: { id, owner: 'place', owner_id: place, filename: 'x.png' },
      chunkSize: 5000,
      onChunkComplete: () => void upload.abort(true).then(done, fail),
      onError: fail,
    });
    upload.start();
  });
  const head = await ask(`/attachments/${id}`, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
  expect(head.status).toBe(404);
});
