/** Adding and changing a facility and a marker through their forms, and what a 412 looks like. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facility, Marker, Page as List } from '../src/api/types';
import { openPage, startBrowser } from './browser';
import { type Service, startService } from './service';
import { ask, firstSignIn, signIn, waitForFeature } from './steps';

let service: Service;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  const { page } = await openPage(browser, service.address);
  await firstSignIn(page, service.login, service.password);
  await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click();
  await page.getByTitle(option, { exact: true }).last().click();
}

const save = (page: Page) => page.getByRole('button', { name: '保存' }).click();

test('a facility outside its declared township needs a reason, then stands on the map', async () => {
  const { page } = await openPage(browser, service.address);
  await signIn(page, service.login);
  const { items } = await ask<List<Facility>>(page, '/facilities?kind=township_cemetery&limit=2');
  const [here, there] = items;
  if (!here || !there) throw new Error('the sample has too few cemeteries');

  await page.goto(`/app/?do=new-facility#map=12.5/${here.lat}/${here.lon}`);
  await choose(page, '类别', '节地生态安葬点');
  await choose(page, '形式', '树葬');
  await page.getByLabel('名称', { exact: true }).fill('𣲗水生态安葬点');
  await page.getByLabel('经度').fill(String(here.lon));
  await page.getByLabel('纬度').fill(String(here.lat));
  await page.getByText(/^位于 .*/).waitFor();
  await page.getByLabel('容量').fill('120');
  await save(page);
  await page.getByRole('heading', { name: '𣲗水生态安葬点' }).waitFor();
  await waitForFeature(page, 'facility-dot', 'name', '𣲗水生态安葬点');

  await page.getByRole('button', { name: '修改' }).click();
  await page.getByLabel('经度').fill(String(there.lon));
  await page.getByLabel('纬度').fill(String(there.lat));
  await save(page);
  await page.getByLabel('点位说明').fill('联建,位于邻镇');
  await save(page);
  await page.getByText('联建,位于邻镇').waitFor();
});

test('a marker is changed and added', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  const { items } = await ask<List<Marker>>(page, '/boundaries/markers?limit=1');
  const marker = items[0];
  if (!marker) throw new Error('the sample has no markers');
  await page.goto(`/app/?sel=marker/${marker.id}&do=edit`);
  await page.getByLabel('高程（1985，米）').fill('1234.5');
  await page.getByLabel('经度').fill(((marker.lon ?? 0) + 0.0001).toFixed(7));
  await page.getByLabel('修改原因').fill('坐标笔误');
  await save(page);
  await page.getByText('1,234.5 m').waitFor();
  const changed = await ask<Marker>(page, `/boundaries/markers/${marker.id}`);
  expect(changed.easting).not.toBe(marker.easting);

  await page.goto('/app/?do=new-marker');
  await page.getByLabel('界桩号').fill('9999001Q');
  await page.getByLabel('所在界线').click();
  await page.keyboard.type(marker.lines[0] ?? '');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByLabel('经度').fill(String(marker.lon));
  await page.getByLabel('纬度').fill(String(marker.lat));
  await page.getByLabel('管护方').click();
  await page.getByRole('menuitemcheckbox', { name: '文山市' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '添加方位物' }).click();
  await page.getByLabel('方位物', { exact: true }).fill('独立大树');
  await page.getByLabel('方位角').fill('118.07');
  await page.getByLabel('距离').fill('8.19');
  await save(page);
  await page.getByRole('heading', { name: '9999001Q' }).waitFor();
  await page.getByText('独立大树').waitFor();
  expectClean();
});

test('two officers at one record: the second sees both and loses nothing', async () => {
  const first = (await openPage(browser, service.address)).page;
  const second = (await openPage(browser, service.address)).page;
  await signIn(first, service.login);
  await signIn(second, service.login);
  const { items } = await ask<List<Facility>>(first, '/facilities?kind=care_home&limit=1');
  const address = `/app/?sel=facility/${items[0]?.id}&do=edit`;
  await first.goto(address);
  await second.goto(address);
  await second.getByLabel('运营单位').fill('乙单位');
  await second.getByLabel('备注').fill('第二人的备注');

  await first.getByLabel('运营单位').fill('甲单位');
  await save(first);
  await first.getByText('甲单位').waitFor();
  await save(second);
  await second.getByText('刚才有人保存了这条记录').waitFor();
  await second.getByRole('button', { name: '采用以上选择' }).click();
  await save(second);
  await second.getByText('第二人的备注').waitFor();
  await second.getByText('乙单位').waitFor();
});

test('a half-filled form is there again after the page was closed', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  await page.goto('/app/?do=new-place');
  await page.getByLabel('名称', { exact: true }).fill('写到一半');
  await page.waitForFunction(() => Object.values(localStorage).some((text) => String(text).includes('写到一半')));
  await page.goto('/app/?do=new-place');
  await page.getByText(/已恢复/).waitFor();
  expect(await page.getByLabel('名称', { exact: true }).inputValue()).toBe('写到一半');
  expectClean();
});
