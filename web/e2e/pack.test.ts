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
