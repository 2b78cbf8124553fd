/** Measures the first map view: bytes over the wire and time to the first idle map. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { startBrowser } from './browser';
import { type Service, startService } from './service';

let service: Service;
let browser: Browser;

beforeAll(async () => {
  service = await startService({ sample: true });
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

test('first map view', async () => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  let bytes = 0;
  wire.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  const start = performance.now();
  await page.goto(`${service.address}/app/`);
  await page.waitForFunction(() => {
    const map = (window as unknown as { __cairn_map?: { loaded: () => boolean; areTilesLoaded: () => boolean } }).__cairn_map;
    return map?.loaded() && map.areTilesLoaded();
  }, undefined, { polling: 50, timeout: 60_000 });
  const seconds = (performance.now() - start) / 1000;
  await page.waitForLoadState('networkidle');
  console.log(`BenchmarkFirstMapView 1 ${seconds.toFixed(2)} s ${(bytes / 1000).toFixed(0)} kB`);
  expect(bytes).toBeGreaterThan(100_000);
});
