/** An inspection on a phone: line, stretch, marker, photo; a cut connection; a line without markers; a correction. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Line, Marker, Page as List, StoredInspection } from '../src/api/types';
import { openPage, startBrowser } from './browser';
import { type Service, startService } from './service';
import { ask, firstSignIn, signIn } from './steps';

let service: Service;
let browser: Browser;
let marker: Marker;
let line: Line;
let bare: Line;

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, permissions: ['geolocation'] };

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  const { page } = await openPage(browser, service.address);
  await firstSignIn(page, service.login, service.password);
  const lines = (await ask<List<Line>>(page, '/boundaries/lines?limit=1000')).items;
  const markers = (await ask<List<Marker>>(page, '/boundaries/markers?limit=1000')).items;
  marker = markers.find((one) => one.lon !== null) as Marker;
  line = lines.find((one) => one.code === marker.lines[0]) as Line;
  bare = lines.find((one) => one.markers?.length === 0 && one.level === 'township') as Line;
  await page.context().close();
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** A phone that stands 20 m north of the marker. */
async function phoneAt(marker: Marker) {
  const opened = await openPage(browser, service.address, {
    ...phone, geolocation: { longitude: marker.lon ?? 0, latitude: (marker.lat ?? 0) + 0.00018, accuracy: 12 },
  });
  await signIn(opened.page, service.login);
  return opened;
}

const photo = async (page: Page, name: string) => {
  // A JPEG of the browser's own making.
  const data = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 300;
    const paint = canvas.getContext('2d');
    for (let i = 0; i < 300; i++) {
      if (paint) paint.fillStyle = `hsl(${(i * 37) % 360} 60% 50%)`;
      paint?.fillRect(i, (i * 7) % 300, 20, 40);
    }
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  await page.locator('input[data-photos]').setInputFiles({ name, mimeType: 'image/jpeg', buffer: Buffer.from(data, 'base64') });
  await page.getByLabel(`移除 ${name}`).waitFor();
};

const recordsOf = async (page: Page, query: string) => (await ask<List<StoredInspection>>(page, `/boundaries/inspections?${query}&limit=100`)).items;

/** How many files of the record have arrived. */
async function photosOf(page: Page, id: string): Promise<number> {
  return (await ask<{ items: unknown[] }>(page, `/attachments?owner=inspection&owner_id=${id}`)).items.length;
}

test('line, stretch, marker: several conditions and a photo are sent, and it says so', async () => {
  const { page, expectClean } = await phoneAt(marker);
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '外业填报' }).tap();
  await page.getByText('已定位，精度 ±12 米').waitFor();
  await page.getByRole('searchbox', { name: '界线、毗邻方、界桩号' }).fill(line.code);
  await page.getByRole('link', { name: line.name }).tap();
  // Nearest first: the stretch where one stands is open already.
  await page.getByText('在此段').first().waitFor();
  const choice = page.getByRole('link', { name: `界桩 ${marker.number}` });
  expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await choice.tap();
  await page.getByText('±12 m').waitFor();
  await page.getByText('倾斜/松动').tap();
  await page.getByText('方位物变化').tap();
  await page.getByLabel('备注').fill('需扶正');
  await photo(page, '北面.jpg');
  // Nothing typed is lost by a reload, nor is the photo.
  await page.waitForTimeout(400);
  await page.reload();
  await page.getByText('已恢复').waitFor();
  await page.getByLabel('移除 北面.jpg').waitFor();
  expect(await page.getByLabel('备注').inputValue()).toBe('需扶正');
  expect(await page.getByRole('checkbox', { name: '倾斜/松动' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: '登记并发送' }).tap();
  await page.getByText(/已发送 \d{4}-/).waitFor();
  await page.getByText('照片 · 已发送').waitFor();
  const [stored] = await recordsOf(page, `mine=true&marker=${marker.number}`);
  expect(stored).toMatchObject({ conditions: ['tilted', 'witness_changed'], note: '需扶正', accuracy_m: 12, source: 'phone', kind: 'patrol', missing: [] });
  expect(stored?.attachments).toHaveLength(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  expectClean();
  await page.context().close();
});

test('a connection cut during the photo: it says so, and everything arrives once after a reload', async () => {
  const { page } = await phoneAt(marker);
  const before = (await recordsOf(page, `mine=true&marker=${marker.number}`)).map((one) => one.id);
  await page.goto(`/app/boundaries/field?line=${line.code}&marker=${marker.id}&log=1`);
  await page.getByText('完好', { exact: true }).tap();
  await photo(page, '南面.jpg');
  await photo(page, '北面.jpg');
  // The record gets through, the photos are cut off.
  await page.route('**/attachments**', (route) => (route.request().method() === 'GET' ? route.continue() : route.abort('connectionreset')));
  await page.getByRole('button', { name: '登记并发送' }).tap();
  await page.getByText(/已发送 \d{4}-/).first().waitFor();
  await page.getByText('照片 · 未发送').first().waitFor();
  await page.getByText('2 条待发送').waitFor();

  await page.goto('/app/boundaries/field/records');
  await page.getByText('照片 · 未发送').first().waitFor();
  await page.unroute('**/attachments**');
  await page.reload();
  const sent = async () => (await recordsOf(page, `mine=true&marker=${marker.number}`)).filter((one) => !before.includes(one.id));
  await expect.poll(async () => (await sent()).map((one) => one.missing), { timeout: 20_000 }).toEqual([[]]);
  await page.getByText('2 条待发送').waitFor({ state: 'detached' });
  const records = await sent();
  expect(await photosOf(page, records[0]?.id ?? '')).toBe(2);
  await page.context().close();
});

test('without a connection a stretch of a line without markers waits on the phone, and is stored once', async () => {
  const { page } = await phoneAt(marker);
  await page.goto(`/app/boundaries/field?line=${bare.code}`);
  await page.getByRole('link', { name: '登记本段' }).tap();
  await page.getByText('受危及', { exact: true }).tap();
  await page.getByLabel('备注').fill('修路越界');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '登记并发送' }).tap();
  await page.getByText('未发送，联网后自动发送').waitFor();
  await page.getByText('1 条待发送').waitFor();
  await page.context().setOffline(false);
  await page.getByText(/已发送 \d{4}-/).waitFor();
  await page.getByText('1 条待发送').waitFor({ state: 'detached' });
  const records = await recordsOf(page, `mine=true&line=${bare.code}`);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({ marker: '', marker_id: null, line: bare.code, chainage_from_m: 0, conditions: ['endangered'], note: '修路越界' });

  // A correction is a new record; the old one stays.
  await page.goto('/app/boundaries/field/records');
  await page.getByRole('button', { name: /受危及/ }).first().tap();
  await page.getByRole('link', { name: '更正' }).tap();
  await page.getByRole('heading', { name: '更正记录' }).waitFor();
  expect(await page.getByLabel('备注').inputValue()).toBe('修路越界');
  await page.getByLabel('备注').fill('修路，未越界');
  await page.getByRole('button', { name: '登记并发送' }).tap();
  await page.getByText('已更正', { exact: true }).waitFor();
  const after = await recordsOf(page, `mine=true&line=${bare.code}`);
  expect(after).toHaveLength(2);
  const correction = after.find((one) => one.corrects);
  expect(correction).toMatchObject({ corrects: records[0]?.id, note: '修路，未越界' });
  expect(after.find((one) => one.id === records[0]?.id)?.corrected_by).toBe(correction?.id);

  // Photos of a record that was typed from paper come later.
  await page.getByRole('button', { name: /受危及/ }).first().tap();
  await page.getByText('没有附件').waitFor();
  await page.context().close();
});

test('the walk is recorded and goes as a patrol; forms print', async () => {
  const { page } = await phoneAt(marker);
  await page.goto(`/app/boundaries/field?line=${line.code}`);
  await page.getByRole('button', { name: '记录轨迹' }).tap();
  for (const metres of [30, 60, 90]) {
    await page.context().setGeolocation({ longitude: (marker.lon ?? 0) + metres / 100_000, latitude: marker.lat ?? 0, accuracy: 6 });
    await page.getByRole('button', { name: new RegExp(`停止 *${metres > 30 ? '[1-9]' : ''}`) }).waitFor();
    await page.waitForTimeout(300);
  }
  await page.reload();
  await page.getByRole('button', { name: /停止/ }).tap();
  await page.getByRole('button', { name: '作为一次巡查发送' }).tap();
  await page.getByRole('button', { name: '记录轨迹' }).waitFor();
  await page.waitForTimeout(500);
  const { items } = await ask<List<{ length_m: number }>>(page, '/boundaries/patrols?limit=5');
  expect(items[0]?.length_m).toBeGreaterThan(30);
  await page.getByText('打印填报表').tap();
  const address = await page.getByRole('link', { name: '打印 检查现场记录表' }).first().getAttribute('href');
  const paper = await page.evaluate(async (at) => (await fetch(at)).text(), address ?? '');
  expect(paper).toContain('界线检查现场记录表');
  expect(paper).toContain(marker.number);
  await page.context().close();
});
