/** The Wenshan pack, where it stands beside the project. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { pack, packIsThere, type Service, startService } from './service';
import { firstSignIn, signInHere } from './steps';

if (!packIsThere) console.warn(`skipped: the data pack is not at ${pack}`);

describe.skipIf(!packIsThere)('the Wenshan pack', () => {
  let service: Service;
  let browser: Browser;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService({ sample: false }), startBrowser()]);
    await service.cairn('import', pack);
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  test('without public layers one is asked to sign in', async () => {
    const { page, expectClean } = await openPage(browser, service.address);
    await page.goto('/app/coverage?kind=township_cemetery');
    await page.waitForURL('**/signin?next=**');
    expectClean();
  });

  test('township cemeteries cover 94 of 104 townships at the end of 2020, 93 in April 2021', async () => {
    const { page, expectClean } = await openPage(browser, service.address);
    await firstSignIn(page, service.login, service.password);
    for (const [date, fraction, percent] of [['2020-12-31', '94 / 104', '90.4%'], ['2021-04-30', '93 / 104', '89.4%']] as const) {
      await page.goto(`/app/coverage?kind=township_cemetery&as_of=${date}`);
      await page.locator('.headline-fraction', { hasText: fraction }).waitFor();
      expect(await page.locator('.headline-percent').textContent()).toBe(percent);
      expect(await page.locator('tbody tr[id^="area-"]').count()).toBe(104);
    }
    expect(await page.getByText('示意数据', { exact: true }).count()).toBe(0);
    expectClean();
  });

  test('the ten townships without a cemetery at the end of 2020 stand by name; a press shows where theirs is', async () => {
    const { page, expectClean } = await openPage(browser, service.address);
    await page.goto('/app/signin');
    await signInHere(page, service.login);
    await page.goto('/app/coverage?kind=township_cemetery&as_of=2020-12-31');
    const chips = page.locator('.uncovered-box li button');
    await chips.nth(9).waitFor();
    const { areas, uncovered } = await page.evaluate(async () => (await fetch('/coverage?kind=township_cemetery&as_of=2020-12-31')).json() as Promise<{ areas: { code: string; name: string }[]; uncovered: string[] }>);
    expect(uncovered).toEqual(['532601205', '532622203', '532623206', '532626202', '532627204', '532627206', '532627207', '532627208', '532627209', '532627210']);
    expect(await chips.allTextContents()).toEqual(uncovered.map((code) => areas.find((one) => one.code === code)?.name));
    await chips.first().click();
    await page.waitForURL(`**sel=${uncovered[0]}**`);
    await page.getByText('最近设施：').waitFor();
    await page.waitForFunction(() => window.__cairn_map?.getLayer('nearest-line') !== undefined);
    expectClean();
  });

  test('signing in leads back to the page asked for: the summary of lines', async () => {
    const { page, expectClean } = await openPage(browser, service.address);
    await page.goto('/app/boundaries/lines');
    await page.waitForURL('**/signin?next=**');
    await signInHere(page, service.login);
    await page.waitForURL('**/app/boundaries/lines');
    const figures = page.locator('.figure.big dd');
    await figures.first().waitFor();
    expect(await figures.allTextContents()).toEqual(['222', '5,864.927', '54']);
    expectClean();
  });
});
