/** The built-in sample, from the first sign-in to an inspection logged without a connection. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Inspection, Marker, Page as List } from '../src/api/types';
import type { Answer as Coverage } from '../src/pages/coverage/answer';
import { openPage, startBrowser } from './browser';
import { type Service, startService } from './service';
import { ask, firstSignIn, search, signIn, waitForFeature } from './steps';

let service: Service;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

test('the sample is open for reading, marked as schematic, and offers no edits', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await page.goto('/app/');
  await page.getByText('示意数据', { exact: true }).waitFor();
  await waitForFeature(page, 'area-fill', 'level', 'county');
  expect(await page.getByRole('button', { name: '新增' }).count()).toBe(0);
  expectClean();
});

test('the first sign-in asks for a password of one’s own', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await firstSignIn(page, service.login, service.password);
  await page.getByRole('link', { name: '地图' }).click();
  await page.locator('summary[aria-label="新增"]').waitFor();
  expectClean();
});

test('search 文山, open it, edit it, see the change on the map', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  await search(page, '文山');
  await page.getByRole('option', { name: '文山市' }).first().click();
  await page.getByRole('heading', { name: '文山市' }).waitFor();
  await waitForFeature(page, 'place-dot', 'name', '文山市');

  await page.getByRole('button', { name: '修改' }).click();
  await page.getByLabel('名称', { exact: true }).fill('𣲗山市');
  await page.getByLabel('修改原因').fill('浏览器测试');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '𣲗山市' }).waitFor();
  await waitForFeature(page, 'place-dot', 'name', '𣲗山市');

  await page.getByRole('tab', { name: '历史' }).click();
  await page.getByText('浏览器测试').waitFor();
  await search(page, '𣲗山');
  await page.getByRole('option', { name: '𣲗山市' }).first().waitFor();
  expectClean();
});

test('a place is added by a click on the map, and retired', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  await page.locator('summary[aria-label="新增"]').click();
  await page.getByRole('button', { name: '新增地名', exact: true }).click();
  await page.getByLabel('名称', { exact: true }).fill('测试新村');
  await page.getByLabel('地名类别').click();
  await page.keyboard.type('农村居民点');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '在图上点选' }).click();
  await page.mouse.click(800, 420);
  await page.getByText(/^位于 /).waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('heading', { name: '测试新村' }).waitFor();
  await waitForFeature(page, 'place-dot', 'name', '测试新村');

  await page.getByRole('button', { name: '停用' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('修改原因').fill('测试完毕');
  await dialog.getByRole('button', { name: '停用' }).click();
  await page.getByText('已销名').waitFor();
  expectClean();
});

test('coverage: the table and the headline say what the service says', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await page.goto('/app/coverage?as_of=2021-12-31');
  const fraction = page.locator('.headline-fraction');
  await fraction.waitFor();
  const coverage = await ask<Coverage>(page, '/coverage?kind=township_burial&as_of=2021-12-31');
  expect(await fraction.textContent()).toBe(`${coverage.numerator} / ${coverage.denominator}`);
  expect(await page.locator('.headline-percent').textContent()).toBe(`${coverage.percent?.toFixed(1)}%`);
  expect(await page.locator('tbody tr[id^="area-"]').count()).toBe(coverage.areas.length);
  for (const code of coverage.uncovered) {
    const name = coverage.areas.find((area) => area.code === code)?.name ?? code;
    expect(await page.locator('.uncovered-box').getByRole('button', { name, exact: true }).count()).toBeGreaterThan(0);
  }
  await page.waitForFunction(() => window.__cairn_map?.getLayer('units') && window.__cairn_map.queryRenderedFeatures({ layers: ['units'] }).length > 0);

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 Excel' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  expectClean();
});

test('coverage: another rule, the rules side by side and the days of change, all in the address', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await page.goto('/app/coverage?as_of=2021-12-31&rule=distance&metres=3000');
  const byDistance = await ask<Coverage>(page, '/coverage?kind=township_burial&as_of=2021-12-31&rule=distance&metres=3000');
  await page.locator('.headline-fraction', { hasText: `${byDistance.numerator.toLocaleString('en-US')} / ${byDistance.denominator.toLocaleString('en-US')}` }).waitFor();

  await page.getByLabel('统计规则').click();
  await page.locator('.ant-select-item-option', { hasText: '容量（三种状态）' }).click();
  await page.waitForURL('**rule=capacity**');
  const capacity = await ask<Coverage>(page, '/coverage?kind=township_burial&as_of=2021-12-31&rule=capacity');
  await page.locator('.headline-fraction', { hasText: `${capacity.numerator} / ${capacity.denominator}` }).waitFor();

  await page.getByRole('button', { name: '规则对比' }).click();
  await page.waitForURL('**compare=**');
  await page.locator('.compare-figures li').nth(3).waitFor();

  await page.goto('/app/coverage?as_of=2021-12-31');
  const { items } = await ask<{ items: { day: string }[] }>(page, '/coverage/days?kind=township_burial');
  const before = items.filter((one) => one.day < '2021-12-31').at(-1)?.day;
  if (before) {
    await page.getByRole('button', { name: `前一个有变化的日期 ${before}` }).click();
    await page.waitForURL(`**as_of=${before}**`);
    const then = await ask<Coverage>(page, `/coverage?kind=township_burial&as_of=${before}`);
    await page.locator('.headline-fraction', { hasText: `${then.numerator} / ${then.denominator}` }).waitFor();
  }
  expectClean();
});

test('the ledger holds every township, the county totals and the official rule', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await page.goto('/app/coverage/ledger?as_of=2021-12-31');
  await page.getByText('官方口径覆盖率').waitFor();
  await page.getByText('同步地图').click();
  await page.waitForFunction(() => window.__cairn_map?.getLayer('class-own') && window.__cairn_map.queryRenderedFeatures({ layers: ['class-own'] }).length > 0);
  const { rows, counties } = await ask<{ rows: unknown[]; counties: unknown[] }>(page, '/coverage/ledger?as_of=2021-12-31');
  expect(await page.locator('.ledger tbody tr.ant-table-row').count()).toBe(rows.length + counties.length);
  expectClean();
});

test('an inspector logs a marker, also without a connection', async () => {
  const admin = await openPage(browser, service.address);
  await signIn(admin.page, service.login);
  await admin.page.goto('/app/accounts');
  await admin.page.getByRole('button', { name: '新建账户' }).click();
  await admin.page.getByLabel('账号').fill('xuncha');
  await admin.page.getByLabel('姓名').fill('巡查员');
  await admin.page.getByLabel('角色').click();
  await admin.page.getByTitle(/^界线巡查员/).click();
  await admin.page.getByRole('button', { name: '保存' }).click();
  const oneTime = (await admin.page.locator('.secret').textContent())?.trim() ?? '';
  admin.expectClean();

  const { items } = await ask<List<Marker>>(admin.page, '/boundaries/markers?limit=1');
  const marker = items[0];
  if (!marker) throw new Error('the sample has no markers');
  const { page, expectClean } = await openPage(browser, service.address, {
    viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true,
    permissions: ['geolocation'], geolocation: { longitude: marker.lon ?? 0, latitude: marker.lat ?? 0, accuracy: 4 },
  });
  await firstSignIn(page, 'xuncha', oneTime);
  await page.getByRole('link', { name: '地图' }).click();
  await search(page, marker.number);
  await page.getByRole('option', { name: marker.number }).first().click();
  await page.getByRole('button', { name: '登记巡查' }).click();
  await page.getByLabel('完好').check();
  await page.getByRole('button', { name: '当前位置' }).click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#lon')?.value !== '');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('tab', { name: '巡查' }).click();
  await page.locator('.inspection', { hasText: '完好' }).first().waitFor();

  await page.context().setOffline(true);
  await page.getByRole('button', { name: '登记巡查' }).click();
  await page.getByLabel('倾斜/松动').check();
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByText('1 条待发送').waitFor();
  await page.context().setOffline(false);
  await page.getByText('1 条待发送').waitFor({ state: 'detached' });

  const logged = await ask<List<Inspection>>(page, `/boundaries/inspections?marker=${encodeURIComponent(marker.number)}&limit=100`);
  const mine = logged.items.filter((one) => one.observer === '巡查员').map((one) => one.conditions.join());
  expect(mine.sort()).toEqual(['intact', 'tilted']);
  expectClean();
});
