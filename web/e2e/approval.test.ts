/** A new street from its proposal to the public announcement: every step in the pages, by those who do it in an office. */
import { readFile } from 'node:fs/promises';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Place } from '../src/api/types';
import { openPage, startBrowser } from './browser';
import { account, choose, dayFromToday, takeStep } from './office';
import { type Service, startService } from './service';
import { ask, search } from './steps';
import { unzip } from './unzip';

const name = '银杏路';
const reply = '文政复〔2026〕21号';
const number = `〔${dayFromToday(0).slice(0, 4)}〕第1号`;

let service: Service;
let browser: Browser;
let officer: Page;
let reviewer: Page;
let desk: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  officer = await account(service, browser, 'yewu', '李业务', 'officer', '532601');
  reviewer = await account(service, browser, 'shenhe', '张审核', 'reviewer', '5326');
  desk = await account(service, browser, 'beian', '赵备案', 'officer', '532601');
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** Where the sample has the seat of a subdistrict. */
async function spot(): Promise<Place> {
  const { items } = await ask<{ items: Place[] }>(officer, '/gazetteer/entries?area=532601001&limit=20');
  const place = items.find((one) => one.lon !== null);
  if (!place) throw new Error('the sample has nothing in 532601001');
  return place;
}

async function saved(page: Page, press: () => Promise<void>): Promise<{ file: string; parts: Map<string, Buffer> }> {
  const waiting = page.waitForEvent('download');
  await press();
  const file: Download = await waiting;
  return { file: file.suggestedFilename(), parts: unzip(await readFile(await file.path())) };
}

const text = (parts: Map<string, Buffer>, part: string) => parts.get(part)?.toString('utf8') ?? '';
const pdf = () => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/MediaBox[0 0 3 3]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

test('a street is proposed: the finding beside the name, the spelling from it, the position from the map', async () => {
  const { lon, lat } = await spot();
  await officer.goto('/app/?do=propose-new');
  const nameField = officer.getByLabel('名称', { exact: true });
  await nameField.fill('巴黎路');
  await choose(officer, '地名类别', '街巷');
  await officer.getByLabel('经度').fill(String(lon));
  await officer.getByLabel('纬度').fill(String(lat));
  await officer.getByText(/位于 .*文山市/).waitFor();
  // The outlines of the sample may end at the counties: then the township is chosen.
  if (await officer.getByText('选择县、乡镇').isVisible()) await choose(officer, '所属区域', '开化街道');
  await officer.getByRole('list', { name: '命名规则提示' }).getByText('巴黎', { exact: false }).waitFor();
  await officer.getByLabel('采用此名的理由').waitFor();

  await nameField.fill(name);
  await officer.getByLabel('采用此名的理由').waitFor({ state: 'detached' });
  await officer.waitForFunction(() => (document.querySelector('#pinyin') as HTMLInputElement).value === 'Yínxìng Lù');
  await officer.getByLabel('标题').fill(`命名${name}`);
  await officer.getByLabel('变更理由').fill('城区新建道路');
  await officer.getByRole('button', { name: '存入变更单' }).click();
  await officer.getByRole('heading', { name: new RegExp(`命名${name}`) }).waitFor();
  await takeStep(officer, '送审');
  await officer.getByText('已送审').first().waitFor();
});

test('it is reviewed, which is not approval: without the authority’s document it is not published', async () => {
  await reviewer.goto('/app/names/work');
  await reviewer.getByRole('region', { name: '待我审核' }).getByRole('link', { name: new RegExp(name) }).click();
  await takeStep(reviewer, '审核通过');
  await reviewer.getByText('登记批准文件后才能发布').waitFor();

  await officer.reload();
  const record = officer.getByRole('button', { name: '登记批准文件' });
  await record.focus();
  await officer.keyboard.press('Enter');
  await officer.getByRole('dialog').waitFor();
  await officer.keyboard.press('Escape');
  await officer.getByRole('dialog').waitFor({ state: 'detached' });
  await officer.waitForFunction(() => document.activeElement?.textContent === '登记批准文件');
  await officer.keyboard.press('Enter');
  const dialog = officer.getByRole('dialog');
  await dialog.getByLabel('批准机关').fill('文山市人民政府');
  await dialog.getByLabel('批复文号').fill(reply);
  await dialog.getByLabel('批准日期').fill(dayFromToday(-2));
  await dialog.getByRole('button', { name: '保存' }).click();
  const card = officer.getByRole('region', { name: '批准文件' });
  await card.locator('input[type=file]').setInputFiles({ name: '批复.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await card.getByRole('link', { name: '批复.pdf' }).waitFor();

  await reviewer.reload();
  await takeStep(reviewer, '发布');
  await reviewer.getByText('已发布').first().waitFor();
});

test('it is filed where the article says, with papers made from the record', async () => {
  await desk.goto('/app/names/filing');
  const row = desk.getByRole('row', { name: new RegExp(reply) });
  await row.getByText(`${dayFromToday(13)} 到期`).first().waitFor();
  await row.getByRole('link').click();
  await desk.getByText('《地名管理条例》第十三条', { exact: false }).first().waitFor();
  const papers = desk.locator('.papers');
  await papers.getByRole('link', { name: /批复\.pdf/ }).waitFor();

  await desk.getByRole('button', { name: '登记备案' }).click();
  const dialog = desk.getByRole('dialog');
  expect(await dialog.getByLabel('备案机关').inputValue()).toContain('文山');
  await dialog.getByLabel('备案报告文号').fill('文民报〔2026〕9号');
  await dialog.getByRole('button', { name: '登记备案' }).click();
  await desk.getByText(/文民报〔2026〕9号/).first().waitFor();

  const zip = await saved(desk, () => desk.getByRole('button', { name: '下载材料包' }).click());
  expect(zip.file).toMatch(/\.zip$/);
  const names = [...zip.parts.keys()];
  expect(names.some((one) => one.includes('批复.pdf'))).toBe(true);
  const inner = names.find((one) => one.includes('登记表') && one.endsWith('.docx'));
  expect(text(unzip(zip.parts.get(inner ?? '') ?? Buffer.alloc(0)), 'word/document.xml')).toContain(name);

  const report = await saved(desk, () => papers.getByRole('link', { name: '备案报告 Word 文件' }).click());
  const words = text(report.parts, 'word/document.xml');
  expect([words.includes(name), words.includes(reply)]).toEqual([true, true]);
});

test('the row is reported, returned with the reason, and taken in', async () => {
  await desk.goto('/app/names/ledger?matter=naming');
  const row = desk.getByRole('row', { name: new RegExp(name) }).first();
  await row.getByText('未报', { exact: true }).waitFor();
  const mark = async (state: string, reason?: string) => {
    await row.getByRole('checkbox').check();
    await desk.getByRole('region', { name: '已选记录' }).getByRole('button', { name: '标记入库状态' }).click();
    const dialog = desk.getByRole('dialog');
    await dialog.locator('.ant-select').click();
    await desk.locator('.ant-select-item-option').filter({ hasText: state }).click();
    if (reason) await dialog.getByLabel('退回原因').fill(reason);
    await dialog.getByRole('button', { name: '标记入库状态' }).click();
    await dialog.waitFor({ state: 'detached' });
    await row.getByText(state, { exact: true }).waitFor();
  };
  await mark('已报');
  await mark('退回', '缺少位置描述');
  await row.getByText('缺少位置描述').waitFor();
  await mark('已报');
  await mark('已入库');
});

test('it is announced under a number, at the public page and in the feed', async () => {
  await desk.goto('/app/names/filing');
  await desk.getByRole('row', { name: new RegExp(reply) }).getByRole('link').click();
  await desk.getByRole('button', { name: '为 1 个地名起草公告' }).click();
  await desk.getByLabel(`${name} 位置描述`).fill('东起开化北路，西至华龙西路');
  await desk.getByRole('button', { name: '保存' }).click();
  await desk.getByRole('button', { name: '发布公告' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('button', { name: '发布公告' }).click();
  await dialog.waitFor({ state: 'detached' });
  await desk.getByText(number).first().waitFor();

  const reader = await openPage(browser, service.address);
  await reader.page.goto('/announcements');
  await reader.page.getByRole('link', { name: new RegExp(name) }).first().click();
  await reader.page.getByText('东起开化北路，西至华龙西路').waitFor();
  await reader.page.getByText(number).waitFor();
  const feed = await (await reader.page.context().request.get('/announcements/feed')).text();
  expect([feed.includes(name), feed.includes(number)]).toEqual([true, true]);

  await officer.goto('/app/');
  await search(officer, name);
  await officer.getByRole('option', { name: new RegExp(name) }).first().waitFor();
  reader.expectClean();
});
