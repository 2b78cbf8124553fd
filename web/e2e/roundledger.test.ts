/** 联检台账 on the Wenshan pack: footer, filters that map, table and workbook share. */
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser, type Watched } from './browser';
import { pack, packIsThere, type Service, startService } from './service';
import { firstSignIn } from './steps';
import { unzip } from './unzip';

if (!packIsThere) console.warn(`skipped: the data pack is not at ${pack}`);

describe.skipIf(!packIsThere)('the ledger of joint inspections', () => {
  let service: Service;
  let browser: Browser;
  let opened: Watched;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService({ sample: false }), startBrowser()]);
    await service.cairn('import', pack);
    opened = await openPage(browser, service.address);
    await firstSignIn(opened.page, service.login, service.password);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  test('boundary work begins at the ledger: 222 lines, 5,864.927 km, 54 markers', async () => {
    const { page } = opened;
    await page.goto('/app/boundaries');
    await page.waitForURL('**/app/boundaries/ledger');
    const foot = page.getByRole('region', { name: '台账合计' });
    await foot.getByText('界线（条） 222 / 222').waitFor();
    const text = await foot.textContent();
    expect(text).toContain('协议长度（公里） 5,864.927 / 5,864.927');
    expect(text).toContain('界桩（个） 54 / 54');
    expect(await page.getByRole('row', { name: /文山市砚山县线/ }).getByText('164.406').count()).toBe(1);
  });

  test('filters hold for table, footer, map and workbook alike', async () => {
    const { page, expectClean } = opened;
    await page.goto('/app/boundaries/ledger?round=4&conclusion=follow_up&map=1');
    const foot = page.getByRole('region', { name: '台账合计' });
    await foot.getByText('界线（条） 3 / 222').waitFor();
    const rows = page.locator('tr[id^="round-line-"]');
    expect(await rows.count()).toBe(3);
    const codes = (await rows.evaluateAll((all) => all.map((row) => row.id.slice('round-line-'.length)))).sort();
    await page.waitForFunction(() => window.__cairn_map?.loaded());
    await expect.poll(
      () => page.evaluate(() => [...new Set(window.__cairn_map?.queryRenderedFeatures({ layers: ['round-hit'] }).map((one) => String(one.properties.code)))].sort()),
      { timeout: 20_000 },
    ).toEqual(codes);

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 Excel' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^联检台账.*\.xlsx$/);
    const parts = unzip(await readFile(await file.path()));
    const words = [...parts].filter(([path]) => /sheet1|sharedStrings/.test(path)).map(([, part]) => part.toString('utf8')).join('');
    for (const name of await rows.getByRole('link').allTextContents()) expect(words).toContain(name);
    expect(words).toMatch(/界线 3\/3 条|3\/222/);

    await page.getByRole('switch', { name: '随地图范围筛选' }).click();
    await page.waitForURL(/bbox=\d/);
    await page.goto('/app/boundaries/ledger?area=532601&level=county');
    await foot.getByText(/界线（条） 3 \/ 222/).waitFor();
    expectClean();
  });
});
