/** The indicator board and burial capacity in years: read, added, edited, opened by keyboard, ordered. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { type Service, startService } from './service';
import { ask, firstSignIn } from './steps';

let service: Service;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true, work: true }), startBrowser()]);
  ({ page } = await openPage(browser, service.address));
  await firstSignIn(page, service.login, service.password);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

interface Board { table: { name: string; state: string; current: { value: number | null } }[] }

test('the board shows every indicator of the plan, no data apart from 0, and filters by state', async () => {
  await page.goto('/app/coverage/indicators');
  const { table } = await ask<Board>(page, '/indicators');
  expect(table.length).toBe(9);
  await page.locator('.indicator-table .ant-table-row').nth(8).waitFor();
  const empty = table.filter((row) => row.state === 'no_data');
  await page.getByRole('button', { name: '无数据', exact: false }).first().click();
  await expect.poll(() => page.locator('.indicator-table .ant-table-row').count()).toBe(empty.length);
  expect(await page.locator('.indicator-table .ant-table-row').first().innerText()).toContain('无数据');
  await page.getByRole('button', { name: '无数据', exact: false }).first().click();
});

test('a row is opened by keyboard: trend, counties and what was reported', async () => {
  const open = page.getByRole('button', { name: '展开“乡镇公益性公墓或骨灰堂覆盖率”' });
  await open.focus();
  await page.keyboard.press('Enter');
  const detail = page.locator('.indicator-detail');
  await detail.getByRole('heading', { name: '历年走势' }).waitFor();
  await expect.poll(() => detail.locator('.parts .ant-table-row').count()).toBe(8);
  expect(await page.locator('.indicator-table .ant-table-row').first().innerText()).toContain('90.0%');
});

test('an indicator is added, refused with its reason, and edited', async () => {
  await page.getByRole('button', { name: '新增指标' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('规划文件').click();
  await page.getByTitle(/^民政事业发展规划（示意）/).last().click();
  await form.getByLabel('指标', { exact: true }).fill('等级养老机构数');
  await form.getByLabel('编码').fill('beds'); // there already
  await form.getByLabel('公式').fill('等级养老');
  await page.keyboard.press('Enter');
  await form.getByLabel('目标年').fill('2027');
  await form.getByLabel('目标值').first().fill('3');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.getByRole('alert').first().waitFor();
  await form.getByLabel('编码').fill('graded');
  await form.getByRole('button', { name: /保\s*存/ }).click();
  await form.waitFor({ state: 'hidden' });
  const row = page.locator('.indicator-table .ant-table-row', { hasText: '等级养老机构数' });
  await row.getByRole('button', { name: '修改“等级养老机构数”' }).click();
  await page.getByRole('dialog').getByLabel('目标值').first().fill('0');
  await page.getByRole('dialog').getByRole('button', { name: /保\s*存/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await row.getByText('已完成').waitFor();
});

test('capacity in years: what runs out first stands first, no facility is not no data', async () => {
  await page.goto('/app/coverage/years');
  await page.locator('.years-table').getByRole('columnheader', { name: /^墓穴/ }).press('Enter');
  const first = page.locator('.years-table tbody .ant-table-row').first();
  await expect.poll(() => first.innerText()).toMatch(/20\d\d 年用完/);
  expect(page.url()).toContain('sort=plots');
  await page.locator('.years-table').getByText('无设施').first().waitFor();
});
