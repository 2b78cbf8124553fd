/** The road network on pages: its state, isochrones from a kind and from a point, settings that change the answer. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { account } from './office';
import { type Service, startService } from './service';
import { ask, firstSignIn } from './steps';

let service: Service;
let browser: Browser;
let opened: Awaited<ReturnType<typeof openPage>>;
let page: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  opened = await openPage(browser, service.address);
  page = opened.page;
  await firstSignIn(page, service.login, service.password);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

interface Network { version: string; components: number; villages: { count: number; beyond: { name: string }[] } }

test('the state of the network and the villages off the road are those of the service', async () => {
  const network = await ask<Network>(page, '/network');
  await page.goto('/app/coverage/network');
  await page.getByText(network.version).waitFor();
  await page.getByText('全部相连').waitFor();
  expect(network.components).toBe(1);
  await page.getByText('离路较远的村', { exact: true }).click();
  await page.getByRole('heading', { name: `超过限值 ${network.villages.beyond.length}` }).waitFor();
  const [first] = network.villages.beyond;
  if (first) await page.getByRole('rowheader', { name: first.name, exact: true }).first().waitFor();
  await page.getByText('所有村的最近公路都与主路网相连。').waitFor();
});

test('isochrones of a kind, and of a point on the map, in bands and in the table', async () => {
  await page.goto('/app/coverage/network?tab=reach&kind=township_cemetery');
  const legend = page.getByRole('list', { name: '等时圈图例' });
  await legend.getByText(/^15 分钟以内 · [\d,.]+ 平方公里$/).waitFor();
  expect(await legend.getByRole('listitem').count()).toBe(3);
  const areas = async () => (await page.getByRole('region', { name: '各时间段可达范围' }).locator('tbody td:nth-child(2)').allInnerTexts()).map((one) => Number(one.replace(/,/g, '')));
  const all = await areas();
  expect(all.length).toBe(3);
  expect([...all].sort((a, b) => a - b)).toEqual(all);
  await page.waitForFunction(() => (window.__cairn_map?.queryRenderedFeatures({ layers: ['isochrone-band'] }).length ?? 0) > 0);

  await page.getByRole('region', { name: '等时圈地图' }).or(page.locator('.reach-map canvas')).first().click({ position: { x: 320, y: 220 } });
  await page.waitForURL(/at=\d+\.\d+(,|%2C)\d+\.\d+/);
  expect(page.url()).not.toContain('kind=');
  await page.getByText(/^出发点: 1/).waitFor();
  const [near] = await areas();
  expect(near).toBeLessThan(all[0] ?? 0);
});

test('who may changes the walking speed, and the network is another', async () => {
  opened.expectClean(); // before a refusal, which Chromium writes into the console
  const before = await ask<Network>(page, '/network');
  await page.goto('/app/coverage/network?tab=settings');
  await page.getByLabel('步行速度').fill('11');
  await page.getByRole('button', { name: '保存' }).click();
  await page.locator('.ant-form-item-explain-error').first().waitFor();
  await page.getByLabel('步行速度').fill('4');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存，路网已按新参数重算。').waitFor();
  expect((await ask<Network>(page, '/network')).version).not.toBe(before.version);

  const planner = await account(service, browser, 'guihua', '王规划', 'planner', '5326');
  await planner.goto('/app/coverage/network?tab=settings');
  await planner.getByText('只有全州管理员可以修改。').waitFor();
  expect(await planner.getByLabel('步行速度').isDisabled()).toBe(true);
});
