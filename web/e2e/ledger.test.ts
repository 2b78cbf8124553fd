/** A renaming from its publication to the announcement: ledger, filing, announcement, Excel. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page as List, Place } from '../src/api/types';
import { openPage, startBrowser } from './browser';
import { account, dayFromToday, publishSet, tell } from './office';
import { type Service, startService } from './service';
import { ask, waitForFeature } from './steps';
import { unzip } from './unzip';

const name = '下𣲗新寨';
const document = '文政复〔2026〕8号';

let service: Service;
let browser: Browser;
let page: Page;
let placeId: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  const author = await account(service, browser, 'yewu', '李业务', 'officer', '532601');
  page = await account(service, browser, 'shenhe', '张审核', 'reviewer', '532601');
  const { items } = await ask<List<Place>>(author, '/gazetteer/entries?area=532601&class=276&limit=20');
  const place = items.find((one) => one.lon !== null);
  if (!place) throw new Error('the sample has no village committee in 532601');
  placeId = place.id;
  const set = await tell<{ id: string }>(author, 'POST', '/gazetteer/changes', {
    stream: 'naming', title: '更名', reason: '群众申请',
    items: [{ op: 'modify', place_id: place.id, base_version: place.version, fields: { name, pinyin: 'Xiagu Xinzhai' }, reason: '更名', rule_reason: '群众习惯' }],
    approval: { authority: '文山市人民政府', authority_kind: 'government', authority_area: '532601', document, approved_on: dayFromToday(-3) },
  });
  await publishSet(author, page, set.id);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const row = () => page.getByRole('row', { name: new RegExp(name) }).first();

test('the ledger shows the renaming with both days due, on its map too, and in Excel', async () => {
  await page.goto('/app/names/ledger');
  await row().waitFor();
  expect(await row().getByText(`${dayFromToday(12)} 到期`).count()).toBe(2);
  await row().getByText('更名', { exact: true }).waitFor();
  await page.getByRole('switch', { name: '显示地图' }).click();
  await page.waitForURL(/map=1/);
  // By its id: MapLibre 6 hands characters beyond plane 1 of a GeoJSON source back changed (U+23C97 as U+13C97), though it draws them right.
  await waitForFeature(page, 'ledger-dot', 'place', placeId);
  await page.getByRole('switch', { name: '随地图范围筛选' }).click();
  await page.waitForURL(/bbox=\d/);
  await page.getByRole('button', { name: '放大' }).focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('Enter');

  await page.goto('/app/names/ledger?matter=renaming');
  await row().waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 Excel' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  const parts = unzip(await readFile(await file.path()));
  expect([...parts.values()].some((part) => part.toString('utf8').includes(name))).toBe(true);
});

test('an officer notes the row as reported, and copies its card', async () => {
  await page.goto('/app/names/ledger?matter=renaming');
  await row().getByRole('checkbox').check();
  await page.getByRole('region', { name: '已选记录' }).getByRole('button', { name: '标记入库状态' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '标记入库状态' }).click();
  await page.getByText('已标记 1 条').waitFor();
  await row().getByText('已报', { exact: true }).waitFor();
  await row().getByRole('button', { name: `${name} 填报卡` }).click();
  const card = page.getByRole('dialog', { name: `${name} 填报卡` });
  await card.getByRole('button', { name: '复制标准名称' }).click();
  await card.getByText('已复制', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
});

test('it is filed, announced, and stands on the public page', async () => {
  await page.goto('/app/names/filing');
  await page.getByRole('row', { name: new RegExp(document) }).getByRole('link').click();
  await page.getByRole('button', { name: '登记备案' }).click();
  const filing = page.getByRole('dialog');
  await filing.getByLabel('备案报告文号').fill('文民报〔2026〕3号');
  await filing.getByRole('button', { name: '登记备案' }).click();
  await page.getByText(/文民报〔2026〕3号/).waitFor();
  const zip = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载材料包' }).click();
  expect((await zip).suggestedFilename()).toMatch(/\.zip$/);

  await page.getByRole('button', { name: '为 1 个地名起草公告' }).click();
  await page.getByLabel(`${name} 位置描述`).fill('位于盘龙河西岸');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '发布公告' }).click();
  const publishing = page.getByRole('dialog');
  await publishing.getByRole('button', { name: '发布公告' }).click();
  await page.getByText(`〔${dayFromToday(0).slice(0, 4)}〕第1号`).first().waitFor();

  const { public: open } = await ask<{ public: string[] }>(page, '/session');
  expect(open).toContain('announcements');
  const reader = await openPage(browser, service.address);
  await reader.page.goto('/announcements');
  await reader.page.getByRole('link', { name: /公告/ }).filter({ hasText: name }).first().click();
  await reader.page.getByText('位于盘龙河西岸').waitFor();

  await page.goto('/app/names/ledger?matter=renaming');
  await row().getByText(dayFromToday(0), { exact: false }).first().waitFor();
  await row().getByText(`〔${dayFromToday(0).slice(0, 4)}〕第1号`).waitFor();
});
