/** The monthly report on a phone: no change in few taps, three numbers, a cut connection; arrears for the county. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MonthForm, Report } from '../src/pages/coverage/monthly/report';
import type { Sheet } from '../src/pages/coverage/monthly/sheet';
import { openPage, startBrowser } from './browser';
import { account, tell } from './office';
import { type Service, startService } from './service';
import { ask, firstSignIn, signIn } from './steps';

let service: Service;
let browser: Browser;
let township: string;
let county: string;
let site: string;

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const login = 'jingban';

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  const { page } = await openPage(browser, service.address);
  await firstSignIn(page, service.login, service.password);
  const sheet = await ask<Sheet>(page, '/facilities/monthly');
  const row = sheet.rows[0];
  if (!row) throw new Error('the sample has no township');
  [township, county] = [row.area_code, row.county_code];
  site = '示意乡级公墓（月报）';
  await tell(page, 'POST', '/facilities', { kind: 'township_cemetery', name: site, area_code: township, status: 'in_use', status_from: '2020-01-01', capacity: 200, used: 40 });
  await tell(page, 'POST', '/facilities', { kind: 'care_home', name: '示意敬老院（月报）', area_code: township, status: 'in_use', status_from: '2020-01-01', capacity: 20, used: 12, nursing_beds: 8 });
  await page.context().close();
  const clerk = await account(service, browser, login, '乡镇经办', 'township_clerk', township);
  await clerk.context().close();
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

async function onPhone() {
  const opened = await openPage(browser, service.address, phone);
  await signIn(opened.page, login);
  return opened;
}

const monthBefore = (month: string) => {
  const [year, n] = month.split('-').map(Number);
  return new Date(Date.UTC(year ?? 0, (n ?? 1) - 2, 1)).toISOString().slice(0, 7);
};
/** A picture of one pixel. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const formOf = (page: Page, month = '') => ask<MonthForm>(page, `/facilities/monthly/form?month=${month}`);

/** Counts what a thumb presses from now on, over page loads. */
async function countTaps(page: Page): Promise<() => Promise<number>> {
  let taps = 0;
  await page.exposeFunction('tapped', () => taps++);
  const listen = () => document.addEventListener('click', (event) => event.isTrusted && (window as unknown as { tapped: () => void }).tapped(), true);
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return () => Promise.resolve(taps);
}

test('no change: confirmed in two taps after signing in', async () => {
  const { page, expectClean } = await onPhone();
  const { month } = await formOf(page);
  const taps = await countTaps(page);
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '乡镇月报' }).tap();
  const button = page.getByRole('button', { name: '无变化，确认上报' });
  expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await button.tap();
  await page.getByText(`${month} 已确认：无变化`).waitFor();
  expect(await taps()).toBe(2);
  const { standing } = await formOf(page, month);
  expect(standing).toMatchObject({ changed: false, burials: 0, edition: 1, author_name: '乡镇经办' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expectClean();
  await page.context().close();
});

test('three numbers are changed and sent; a reload in between loses nothing; a warning is confirmed', async () => {
  const { page, expectClean } = await onPhone();
  const month = monthBefore((await formOf(page)).month);
  await page.goto(`/app/coverage/monthly?month=${month}`);
  const left = page.getByRole('spinbutton', { name: `${site} 剩余墓穴` });
  await page.getByRole('spinbutton', { name: '安葬（具）' }).fill('2');
  await left.fill('158');
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByText('已恢复').waitFor();
  expect(await left.inputValue()).toBe('158');
  await page.getByRole('spinbutton', { name: '示意敬老院（月报） 入住人数' }).fill('21');
  await page.getByRole('button', { name: '上报（3 处填报）' }).tap();
  await page.getByText('入住 21 人，多于床位 20 张').waitFor();
  await page.getByRole('button', { name: '数字无误，确认上报' }).tap();
  await page.getByText(`${month} 已上报`).waitFor();
  const { standing, rows } = await formOf(page, month);
  expect(standing).toMatchObject({ changed: true, burials: 2 });
  expect(standing?.warnings.map((one) => one.split('|')[0]).sort()).toEqual(['jump_used', 'residents_above_beds']);
  expect(rows.find((row) => row.name === site)).toMatchObject({ total: 200, used: 42 });
  expectClean();
  await page.context().close();
});

test('without a connection the report waits on the device, survives a reload, arrives once', async () => {
  const { page } = await onPhone();
  const month = monthBefore(monthBefore((await formOf(page)).month));
  await page.goto(`/app/coverage/monthly?month=${month}`);
  await page.getByRole('spinbutton', { name: '火化（具）' }).fill('1');
  await page.locator('input[data-photos]').setInputFiles({ name: '公墓.png', mimeType: 'image/png', buffer: picture });
  await page.getByRole('button', { name: '移除照片 公墓.png' }).waitFor();
  const sent: string[] = [];
  // The first try reaches the service, but its answer is lost; later ones do not get out.
  await page.route('**/facilities/monthly', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent.push(route.request().postData() ?? '');
    if (sent.length === 1) await route.fetch();
    return route.abort('connectionreset');
  });
  await page.getByRole('button', { name: '上报（1 处填报）' }).tap();
  await page.getByText('月报已存入本机，等待发送').waitFor();
  await page.reload();
  await page.getByText('月报已存入本机，等待发送').waitFor();
  await page.getByText('照片等待发送').waitFor();
  await page.unroute('**/facilities/monthly');
  await page.getByRole('button', { name: '立即发送' }).tap();
  await page.getByText(`${month} 已上报`).waitFor();
  const { standing } = await formOf(page, month);
  expect(standing).toMatchObject({ edition: 1, cremations: 1 });
  await expect.poll(async () => (await ask<{ items: { name: string }[] }>(page, `/attachments?owner=monthly_report&owner_id=${standing?.id}`)).items.map((one) => one.name)).toEqual(['公墓.png']);
  await page.getByText('照片等待发送').waitFor({ state: 'detached' });
  expect((await ask<{ items: Report[] }>(page, `/facilities/monthly/${standing?.id}/editions`)).items).toHaveLength(1);
  await page.context().close();
});

test('the county sees who is behind, returns a report, and the clerk corrects it', async () => {
  const officer = await account(service, browser, 'xianji', '县级规划', 'planner', county);
  await officer.goto('/app/coverage/monthly');
  await officer.getByRole('heading', { name: '乡镇月报' }).waitFor();
  const sheet = await ask<Sheet>(officer, '/facilities/monthly');
  expect(sheet.rows.every((row) => row.area_code.startsWith(county))).toBe(true);
  await officer.getByText('未确认名单', { exact: true }).click();
  const behind = sheet.rows.filter((row) => row.state !== 'confirmed' || row.arrears.length > 0);
  await officer.getByText(`共 ${behind.length} 个乡镇未确认或欠报`).waitFor();
  await officer.getByText('月报表', { exact: true }).click();
  const name = sheet.rows.find((row) => row.area_code === township)?.name ?? '';
  await officer.getByRole('button', { name: `查看 ${name} 的月报` }).click();
  await officer.getByLabel('退回原因').fill('请核对安葬数');
  await officer.getByRole('button', { name: '退回乡镇' }).click();
  await officer.getByText('县级规划 退回：请核对安葬数').first().waitFor();

  const { page } = await onPhone();
  await page.goto('/app/coverage/monthly');
  await page.getByText('县级规划 退回：请核对安葬数').waitFor();
  await page.waitForURL('**month=*');
  await page.getByRole('button', { name: '无变化，确认上报' }).tap();
  await page.getByText('已确认：无变化').waitFor();
  expect((await formOf(page, sheet.month)).standing?.edition).toBe(2);
  await page.context().close();
  await officer.context().close();
});
