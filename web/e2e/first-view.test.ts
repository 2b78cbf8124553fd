/** What the first map view costs over the wire, in the form that a browser over TLS gets (Brotli). */
import { request } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { type Service, startService } from './service';

const budget = 700_000;

let service: Service;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** Body bytes of the answer to a client that takes Brotli. */
function wire(url: string): Promise<number> {
  return new Promise((done, fail) => {
    request(url, { headers: { 'Accept-Encoding': 'br', 'Accept-Language': 'zh-CN' } }, (answer) => {
      let size = 0;
      answer.on('data', (chunk: Buffer) => (size += chunk.length));
      answer.on('end', () => done(size));
    })
      .on('error', fail)
      .end();
  });
}

test('the first map view stays within 700 KB', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  const urls = new Set<string>();
  page.context().on('request', (one) => /^http/.test(one.url()) && urls.add(one.url()));
  const start = performance.now();
  await page.goto('/app/');
  await page.waitForFunction(() => {
    const map = window.__cairn_map;
    return map?.getLayer('area-fill') && map.queryRenderedFeatures({ layers: ['area-fill', 'marker-icon'] }).length > 100;
  });
  const shown = performance.now() - start;
  await page.waitForFunction(() => window.__cairn_map?.areTilesLoaded());

  const sizes = await Promise.all([...urls].map(async (url) => [url.slice(service.address.length), await wire(url)] as const));
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.info(`first map view: ${(total / 1000).toFixed(0)} KB in ${sizes.length} answers, shown after ${(shown / 1000).toFixed(1)} s`);
  expect(total, sizes.map(([path, size]) => `${size} ${path}`).join('\n')).toBeLessThanOrEqual(budget);
  expectClean();
});
