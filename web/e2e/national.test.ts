/** An export of the national database: read in by its columns, compared, chosen, accepted into a change set, noted as taken in. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page as List, Place } from '../src/api/types';
import type { Watched } from './browser';
import { openPage, startBrowser } from './browser';
import { account, publishSet, tell } from './office';
import { type Service, startService } from './service';
import { ask } from './steps';
import { unzip } from './unzip';

let service: Service;
let browser: Browser;
let watched: Watched;
let page: Page;
let reviewer: Page;
let renamed: Place;

const headings = '标准名称,罗马字母拼写,地名类别,区划代码,经度,纬度,名称解释';

/** A village of the reviewer's, near a seat of the sample. */
async function village(seat: Place, name: string, pinyin: string, away: number): Promise<Place> {
  const body = { name, pinyin, class_code: '22200', area_code: seat.area_code, lon: (seat.lon ?? 0) + away, lat: (seat.lat ?? 0) + away, position_reason: '测试' };
  return tell<Place>(reviewer, 'POST', '/gazetteer/entries', body);
}

const row = ({ name, pinyin, class_code, area_code, lon, lat }: Partial<Place>, meaning = '') => [name, pinyin, class_code, area_code, lon, lat, meaning].join(',');

let csv: string;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  reviewer = await account(service, browser, 'shenhe', '张审核', 'reviewer', '5326');
  const officer = await account(service, browser, 'yewu', '李业务', 'officer', '532601');
  watched = await openPage(browser, service.address, { storageState: await officer.context().storageState() });
  page = watched.page;
  await page.goto('/app/names/national');
  const { items } = await ask<List<Place>>(reviewer, '/gazetteer/entries?area=532601&limit=100');
  const [first, second] = items.filter((one) => one.lon !== null && one.area_code.length === 9 && one.class_code === '21500');
  if (!first || !second) throw new Error('the sample has no townships in 532601');
  const same = await village(first, '大平地', 'Dàpíngdì', 0.002);
  const spelt = await village(first, '老尖山', 'Lǎojiānshān', 0.003);
  const kept = await village(first, '下吴坝', 'Xiàwúbà', 0.004);
  const twins = [await village(second, '双胞寨', 'Shuāngbāozhài', 0.002), await village(second, '双胞寨', 'Shuāngbāozhài', -0.002)];
  const before = await village(first, '旧水塘', 'Jiùshuǐtáng', 0.005);
  const set = await tell<{ id: string }>(officer, 'POST', '/gazetteer/changes', {
    stream: 'correction', title: '改音', reason: '写错', items: [{ place_id: before.id, base_version: before.version, fields: { meaning: '池塘边' }, reason: '补充' }],
  });
  await publishSet(officer, reviewer, set.id);
  renamed = await ask<Place>(officer, `/gazetteer/entries/${before.id}`);
  csv = [
    headings, row(same), row({ ...spelt, pinyin: 'Lǎojiānsān' }), row(kept, '坝子下游'), row({ ...twins[0], lon: second.lon, lat: second.lat }),
    row(renamed, '池塘边'), row({ name: '新开寨', pinyin: 'Xīnkāizhài', class_code: '22200', area_code: first.area_code, lon: first.lon, lat: (first.lat ?? 0) + 0.006 }),
    row({ ...same, name: '错行寨', lat: '东经' as never }),
  ].join('\n');
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function choose(file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.goto('/app/names/national');
  await page.getByRole('button', { name: '导入导出文件' }).click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: '列对应关系' }).waitFor();
}

const tab = (name: RegExp) => page.getByRole('tab', { name });
const line = (name: string) => page.getByRole('row', { name: new RegExp(name) }).last();

test('a CSV file is read by its columns, which are told once and kept', async () => {
  const file = { name: '国家库导出.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await choose(file);
  await page.getByText('共 7 行数据').waitFor();
  const what = page.getByLabel('“名称解释”对应内容');
  await what.click();
  await page.keyboard.type('含义');
  await page.keyboard.press('Enter');
  const load = page.getByRole('button', { name: '读入并比对' });
  await load.click();
  await page.getByText('必填').waitFor();
  await page.getByLabel('导出版本').fill('2026-03');
  await load.click();
  await page.getByRole('heading', { name: '与国家库 2026-03 比对' }).waitFor();
  await page.getByText(/有效 6 行，错误 1 行/).waitFor();

  await choose(file);
  await page.getByText(/沿用已保存的/).waitFor();
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByRole('link', { name: '2026-03' }).click();
  await page.getByRole('heading', { name: '与国家库 2026-03 比对' }).waitFor();
});

test('one difference is accepted into a change set, of another ours is right', async () => {
  await tab(/^内容不一致/).click();
  await line('老尖山').getByRole('checkbox').check();
  await page.getByRole('button', { name: '采纳所选 1 条' }).click();
  await page.getByText('已采纳 1 处差异，涉及 1 条地名').waitFor();
  await line('老尖山').getByText('已采纳', { exact: true }).waitFor();

  await line('下吴坝').getByRole('checkbox').check();
  await page.getByRole('button', { name: '以本库为准' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '确定' }).click();
  await dialog.getByText('以本库为准须说明理由').waitFor();
  await dialog.getByLabel('理由').fill('当地另有说法');
  await dialog.getByRole('button', { name: '确定' }).click();
  await dialog.waitFor({ state: 'detached' });
  await line('下吴坝').getByText('当地另有说法').waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 Excel' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);

  const here = page.url();
  await line('老尖山').getByRole('link', { name: /变更单/ }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('Lǎojiānsān').first().waitFor();
  await page.goto(here);
});

test('what is missing here becomes an addition of the same set of corrections', async () => {
  await tab(/^本库缺少/).click();
  await line('新开寨').getByRole('checkbox').check();
  await page.getByRole('button', { name: '采纳所选 1 条' }).click();
  await page.getByText('已采纳 1 处差异').waitFor();
});

test('a row that may be two of ours is told which one it is', async () => {
  await tab(/^对应不明/).click();
  await line('双胞寨').getByRole('button', { name: /^选定双胞寨/ }).first().click();
  await page.getByText('数据、选择或列对应关系已变，请重新比对').waitFor();
});

test('a bad row is mended where it stands, and all is compared again', async () => {
  await tab(/^错误行/).click();
  const mending = page.locator('form.mending');
  await mending.getByLabel('纬度').fill('23.37');
  await mending.getByRole('button', { name: '改正' }).click();
  await page.getByText('没有错误行').waitFor();
  await page.getByRole('alert').getByRole('button', { name: '重新比对' }).click();
  await page.getByText(/有效 7 行，错误 0 行/).waitFor();
  await tab(/^对应不明/).click();
  await page.getByText('没有符合条件的差异').waitFor();
});

test('what the export shows of our changes is noted as taken in', async () => {
  await tab(/^可标记入库/).click();
  await line(renamed.name).waitFor();
  // What nobody noted as reported cannot be taken in yet.
  expect(await page.getByRole('button', { name: /条标记为已入库/ }).count()).toBe(0);
  await page.getByRole('button', { name: /条标记为已报/ }).click();
  await page.getByRole('button', { name: /条标记为已入库/ }).click();
  await page.getByText('没有可标记入库的变更').waitFor();
  await page.goto(`/app/names/ledger?q=${encodeURIComponent(renamed.name)}`);
  await page.getByRole('row', { name: new RegExp(renamed.name) }).first().getByText('已入库', { exact: true }).waitFor();
});

test('a workbook is read as well: our own list differs in nothing', async () => {
  const answer = await page.context().request.get('/gazetteer/products/list.xlsx?area=532601');
  const buffer = await answer.body();
  expect(unzip(buffer).size).toBeGreaterThan(3);
  await choose({ name: '地名录.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer });
  await page.getByLabel('导出版本').fill('2026-04');
  await page.getByRole('button', { name: '读入并比对' }).click();
  await page.getByRole('heading', { name: '与国家库 2026-04 比对' }).waitFor();
  await tab(/^内容不一致/).click();
  await page.getByText('没有符合条件的差异').waitFor();
  watched.expectClean();
});
