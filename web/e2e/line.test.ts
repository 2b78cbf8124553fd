/** The pages of a line and of a marker: profile and map as one, the course, a new registration, photos, papers. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Line, Marker, Page as List } from '../src/api/types';
import type { Course, Profile } from '../src/pages/boundaries/lines/lines';
import type { Registration } from '../src/pages/boundaries/markers/markers';
import { openPage, startBrowser } from './browser';
import { tell } from './office';
import { type Service, startService } from './service';
import { ask, firstSignIn, signIn } from './steps';
import { unzip } from './unzip';

let service: Service;
let browser: Browser;
let line: Line;
let marker: Marker;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  const { page } = await openPage(browser, service.address);
  await firstSignIn(page, service.login, service.password);
  const { items } = await ask<List<Line>>(page, '/boundaries/lines?level=county&limit=100');
  line = items.reduce((best, one) => ((one.markers?.length ?? 0) > (best.markers?.length ?? 0) ? one : best));
  marker = await ask<Marker>(page, `/boundaries/markers/${line.markers?.[0]?.id}`);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** The station that the map has ringed. */
const ringed = (page: Page) => page.evaluate(() => (window.__cairn_map?.getFilter('own-active') as unknown[] | undefined)?.[2]);

async function saved(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFileSync(await download.path());
}

test('the list leads to a line: its lengths stand apart, agreed as the office has it', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  await page.goto('/app/boundaries/lines?level=county');
  await page.getByRole('link', { name: line.name, exact: true }).click();
  await page.getByRole('heading', { name: line.name }).waitFor();
  const lengths = page.locator('.lengths tbody');
  const km = (value: number | null | undefined) => value?.toFixed(3);
  expect(await lengths.locator('td:nth-of-type(1)').allTextContents()).toEqual([km(line.agreed_length_km), km(line.geodesic_length_km), km(line.grid_length_km)]);
  expectClean();
});

test('what is chosen in the profile is ringed on the map, and what is pointed at on the map stands out in the profile', async () => {
  const { page, expectClean } = await openPage(browser, service.address, { viewport: { width: 1440, height: 1100 } });
  await signIn(page, service.login);
  const { stations } = await ask<Profile>(page, `/boundaries/lines/${line.code}/profile`);
  const at = stations.findIndex((one) => one.markers.length > 0);
  await page.goto(`/app/boundaries/lines/${line.code}`);
  await page.waitForFunction(() => window.__cairn_map?.getLayer('own-marker') && window.__cairn_map.queryRenderedFeatures({ layers: ['own-marker'] }).length > 0);
  const profile = page.getByRole('listbox', { name: /^沿线里程图/ });
  await profile.focus();
  for (let i = 0; i <= at; i++) await page.keyboard.press('ArrowRight');
  const chosen = stations[at];
  await page.locator('.profile-told', { hasText: chosen?.markers[0]?.number }).waitFor();
  expect(await ringed(page)).toBe(at);
  await page.keyboard.press('Escape');

  const spot = await page.evaluate(([lon, lat]) => {
    const map = window.__cairn_map;
    const box = map?.getCanvas().getBoundingClientRect();
    const point = map?.project([lon, lat]);
    return { x: (box?.x ?? 0) + (point?.x ?? 0), y: (box?.y ?? 0) + (point?.y ?? 0) - 8 };
  }, [chosen?.markers[0]?.lon ?? 0, chosen?.markers[0]?.lat ?? 0] as const);
  await page.mouse.move(spot.x, spot.y, { steps: 4 });
  await page.locator('.station.shown').waitFor();
  expect(await ringed(page)).toBe(at);
  await page.getByText(/^里程表/).click();
  expect(await page.locator('.profile-table tbody tr.ant-table-row').count()).toBe(stations.length);
  expectClean();
});

test('the course: somebody else saves first, nothing typed is lost, and the agreement is compared', async () => {
  const { page } = await openPage(browser, service.address);
  await signIn(page, service.login);
  const path = `/boundaries/lines/${line.code}/course`;
  const open = async () => {
    await page.goto(`/app/boundaries/lines/${line.code}`);
    await page.getByRole('button', { name: '编辑走向说明' }).click();
  };
  await open();
  await page.getByRole('textbox', { name: '走向说明' }).fill('本线自北向南，沿山脊而行。');
  await tell(page, 'PATCH', path, { text: '另一人写的走向。' }, (await ask<Course>(page, path)).version);
  await page.getByRole('button', { name: /保存$/ }).click();
  await page.getByText('刚才有人保存了这条记录').waitFor();
  await page.getByText('另一人写的走向。').first().waitFor();

  await open();
  await page.getByText(/已恢复/).waitFor();
  expect(await page.getByRole('textbox', { name: '走向说明' }).inputValue()).toBe('本线自北向南，沿山脊而行。');
  const numbers = (line.markers ?? []).map((one) => one.number);
  await page.getByLabel('协议书原文').fill(`界线全长1.000千米。从${numbers[0]}号界桩起，向北方向行3.00千米，至9999999Q号界桩。`);
  await page.getByRole('button', { name: /保存$/ }).click();
  await page.getByRole('button', { name: '采用以上选择' }).click();
  await page.getByRole('button', { name: /保存$/ }).click();
  await page.getByText('已编辑', { exact: true }).waitFor();
  const course = await ask<Course>(page, path);
  expect(course.text).toBe('本线自北向南，沿山脊而行。');
  await page.getByRole('heading', { name: '与协议书逐项比对' }).waitFor();
  expect(course.comparison.differs).toBeGreaterThan(0);
  await page.getByRole('button', { name: `不一致 ${course.comparison.differs}` }).click();
  expect(await page.locator('.course .ant-table-tbody tr.ant-table-row').count()).toBe(course.comparison.differs);
});

test('a marker is put up again: one name is refused, two make a version, and the timeline shows it', async () => {
  const { page } = await openPage(browser, service.address);
  await signIn(page, service.login);
  await page.goto(`/app/boundaries/markers/${marker.id}`);
  await page.getByRole('button', { name: '重新登记' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('埋设或移设日期').fill('2024-05-20');
  const names = form.getByLabel('双方签字人');
  await names.fill('甲方张三');
  await names.press('Enter');
  await form.getByRole('button', { name: /登记$/ }).click();
  await form.locator('.ant-form-item-explain-error').first().waitFor();
  await names.fill('乙方李四');
  await names.press('Enter');
  await form.getByRole('button', { name: /登记$/ }).click();
  await form.waitFor({ state: 'detached' });
  const version = page.locator('.timeline li', { hasText: '原地重立' });
  await version.getByText('甲方张三、乙方李四').waitFor();
  await version.getByText('现行').waitFor();
  const { items } = await ask<List<Registration>>(page, `/boundaries/markers/${marker.id}/registrations`);
  expect(items.map((one) => one.why).sort()).toEqual(['first', 're_erected']);
});

test('a photo to the north is sent and looked at large', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  await page.goto(`/app/boundaries/markers/${marker.id}`);
  const north = page.locator('.photo-views > li').first();
  await north.getByRole('button', { name: '添加北照片' }).waitFor();
  const jpeg = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    canvas.getContext('2d')?.fillRect(40, 40, 300, 200);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  await page.locator('input[data-view="photo_n"]').setInputFiles({ name: '北面.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(jpeg, 'base64') });
  await north.getByRole('button', { name: /^北，.+，放大$/ }).click();
  await page.getByRole('dialog').getByText('北面.jpg').waitFor();
  expect(await page.getByRole('dialog').locator('img').evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBe(640);
  const { items } = await ask<{ items: { role: string }[] }>(page, `/attachments?owner=marker&owner_id=${marker.id}`);
  expect(items.map((one) => one.role)).toEqual(['photo_n']);
  expectClean();
});

test('papers: the results of a line and the registration of a marker, filled in and blank', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  await page.goto(`/app/boundaries/lines/${line.code}`);
  for (const kind of ['Word', 'Excel']) {
    const file = unzip(await saved(page, () => page.getByRole('button', { name: kind }).click()));
    const text = [...file.entries()].filter(([name]) => /document\.xml|sheet1\.xml|sharedStrings/.test(name)).map(([, body]) => body.toString()).join('');
    expect(text).toContain(marker.number);
  }
  await page.goto(`/app/boundaries/markers/${marker.id}`);
  const form = unzip(await saved(page, () => page.getByRole('button', { name: 'Word' }).click()));
  expect(form.get('word/document.xml')?.toString()).toContain(marker.number);
  for (const [name, filled] of [['界桩登记表 打印', true], ['界桩登记表 空白表', false]] as const) {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    const html = await page.evaluate(async (at) => (await fetch(at ?? '')).text(), href);
    expect(html).toContain('界桩登记表');
    expect(html.includes(marker.number)).toBe(filled);
  }
  expectClean();
});

test('without an account a line and a marker are shown, and nothing is asked that needs one', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await page.goto(`/app/boundaries/lines/${line.code}`);
  await page.getByRole('heading', { name: line.name }).waitFor();
  await page.getByRole('note').waitFor();
  await page.getByRole('link', { name: marker.number, exact: true }).click();
  await page.getByRole('heading', { name: new RegExp(marker.number) }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.getByRole('button', { name: '重新登记' }).count()).toBe(0);
  expectClean();
});
