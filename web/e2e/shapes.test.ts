/** A street is a line: drawn by an officer in a change set, seen by the reviewer in the map diff, published, on the map; an area by the keyboard alone. */
import type { LineString } from 'geojson';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page as List, Place, PlaceClass } from '../src/api/types';
import { openPage, startBrowser } from './browser';
import { account, takeStep, tell } from './office';
import { type Service, startService } from './service';
import { ask, waitForFeature } from './steps';

const name = '望山街';

let service: Service;
let browser: Browser;
let officer: Page;
let reviewer: Page;
let seat: Place;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  officer = await account(service, browser, 'yewu', '李业务', 'officer', '532601');
  reviewer = await account(service, browser, 'shenhe', '张审核', 'reviewer', '5326');
  const { items } = await ask<List<Place>>(officer, '/gazetteer/entries?area=532601&limit=100');
  seat = items.find((one) => one.lon !== null && one.area_code.length === 9) as Place;
  const { items: classes } = await ask<List<PlaceClass>>(officer, '/gazetteer/classes');
  const more = [{ code: '25200', name: '公园' }];
  await tell(reviewer, 'PUT', '/gazetteer/classes', { classes: [...classes.map(({ code, name: called, remark = '' }) => ({ code, name: called, remark })), ...more] });
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** Where a position stands on the page. */
async function at(page: Page, lon: number, lat: number): Promise<[number, number]> {
  return page.evaluate(([x, y]) => {
    const map = window.__cairn_map;
    if (!map) throw new Error('no map');
    const { left, top } = map.getCanvas().getBoundingClientRect();
    const point = map.project([x as number, y as number]);
    return [left + point.x, top + point.y];
  }, [lon, lat]);
}

const startForm = async (page: Page, what: string, title: string) => {
  await page.goto(`/app/?do=propose-new#map=15/${seat.lat}/${seat.lon}`);
  await page.getByLabel('名称', { exact: true }).fill(title);
  await chooseClass(page, what);
};

/** From the keyboard, once the choice is there. */
async function chooseClass(page: Page, what: string): Promise<void> {
  await page.getByLabel('地名类别').focus();
  await page.keyboard.type(what);
  await page.getByTitle(new RegExp(`^${what}`)).waitFor();
  await page.keyboard.press('Enter');
}

let set: string;
let street: string;

test('an officer draws a street as a line, and moves a point of it', async () => {
  const page = officer;
  await startForm(page, '街巷', name);
  await page.getByText('线', { exact: true }).click();
  await page.getByRole('button', { name: '在图上绘制' }).click();
  await page.getByText('点击地图添加折点，双击结束').waitFor();
  const [lon, lat] = [seat.lon as number, seat.lat as number];
  const corners = [[lon - 0.002, lat - 0.001], [lon, lat], [lon + 0.002, lat + 0.001]] as const;
  for (const [x, y] of corners) await page.mouse.click(...(await at(page, x, y)), { delay: 30 });
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByText('共 3 个点').waitFor();

  const text = page.getByLabel('坐标', { exact: true });
  const drawn = (await text.inputValue()).split('\n').map((row) => row.split(', ').map(Number));
  for (const [i, corner] of corners.entries()) for (const axis of [0, 1] as const) expect(drawn[i]?.[axis]).toBeCloseTo(corner[axis], 4);

  await page.mouse.move(...(await at(page, corners[2][0], corners[2][1])));
  await page.mouse.down();
  await page.mouse.move(...(await at(page, lon + 0.0022, lat + 0.0014)), { steps: 8 });
  await page.mouse.up();
  await page.waitForFunction((wanted) => {
    const rows = document.querySelector<HTMLTextAreaElement>('.shape-text')?.value.split('\n') ?? [];
    return Math.abs(Number(rows[2]?.split(', ')[1]) - wanted) < 0.0001;
  }, lat + 0.0014);

  await page.getByText(/^位于 /).waitFor();
  await page.getByLabel('标题').fill('新建街道');
  await page.getByLabel('变更理由').fill('新路通车');
  await page.getByRole('button', { name: '存入变更单' }).click();
  await page.getByRole('heading', { name: /新建街道/ }).waitFor();
  await page.getByText('线 · 3 个点').waitFor();
  set = new URL(page.url()).pathname.split('/').pop() ?? '';
});

test('the reviewer sees the line on the map of the item, and publishes it', async () => {
  const { version } = await ask<{ version: number }>(officer, `/gazetteer/changes/${set}`);
  await tell(officer, 'PATCH', `/gazetteer/changes/${set}`, {
    approval: { authority: '文山市人民政府', authority_kind: 'government', authority_area: '532601', document: '文政复〔2026〕9号', approved_on: '2026-01-05' },
  }, version);
  await officer.reload();
  await takeStep(officer, '送审');
  await officer.getByText('已送审').first().waitFor();

  await reviewer.goto(`/app/names/changes/${set}`);
  await reviewer.getByText('线 · 3 个点').waitFor();
  await reviewer.getByRole('button', { name: /在图上|位置/ }).click();
  await waitForFeature(reviewer, 'diff-line', 'part', 'after');
  await takeStep(reviewer, '审核通过');
  await takeStep(reviewer, '发布');
  await reviewer.getByText('已发布').first().waitFor();

  const { items } = await ask<List<Place>>(officer, `/gazetteer/search?q=${encodeURIComponent(name)}`);
  const place = await ask<Place>(officer, `/gazetteer/entries/${items[0]?.id}`);
  expect([place.name, place.geometry?.type, (place.geometry as LineString).coordinates.length]).toEqual([name, 'LineString', 3]);

  await officer.goto(`/app/?sel=place/${place.id}`);
  await officer.getByRole('heading', { name }).waitFor();
  await waitForFeature(officer, 'place-line', 'name', name);
  await waitForFeature(officer, 'place-line-label', 'name', name);
  // A click on the line opens the street.
  await officer.goto(`/app/#map=16/${seat.lat}/${seat.lon}`);
  await waitForFeature(officer, 'place-hit', 'name', name);
  // The map listens once its tools stand there, and is drawn whole once it is idle.
  await officer.getByRole('group', { name: '地图工具' }).waitFor();
  await officer.waitForFunction(() => window.__cairn_map?.loaded() && !window.__cairn_map.isMoving());
  await officer.mouse.click(...(await at(officer, (seat.lon as number) - 0.001, (seat.lat as number) - 0.0005)));
  await officer.getByRole('heading', { name }).waitFor();
  street = place.id;
});

test('the street is lengthened with the old line beside the new one on the map', async () => {
  const page = officer;
  await page.goto(`/app/?sel=place/${street}`);
  await page.getByRole('button', { name: '提出变更' }).click();
  const text = page.getByLabel('坐标', { exact: true });
  const before = await text.inputValue();
  const [lon, lat] = [(seat.lon as number) + 0.004, (seat.lat as number) + 0.002];
  await text.fill(`${before}\n${lon}, ${lat}`);
  await page.getByText('共 4 个点').waitFor();
  await page.getByLabel('标题').fill('延长街道');
  await page.getByLabel('变更理由').fill('东段通车');
  await page.getByRole('button', { name: '存入变更单' }).click();
  await page.getByRole('link', { name: /延长街道/ }).click();
  await page.getByText('线 · 4 个点').waitFor();
  await page.getByRole('button', { name: /在图上|位置/ }).click();
  for (const part of ['before', 'after']) await waitForFeature(page, 'diff-line', 'part', part);
});

test('by the keyboard alone: an area from a list of coordinates, refused at the field until it is one', async () => {
  const { page } = await openPage(browser, service.address, { storageState: await reviewer.context().storageState() });
  await page.goto('/app/?do=new-place');
  await page.getByLabel('名称', { exact: true }).fill('望山公园');
  await chooseClass(page, '公园');
  await page.getByRole('radio', { name: '点', exact: true }).focus();
  await page.keyboard.press('ArrowLeft');
  const text = page.getByLabel('坐标', { exact: true });
  await text.focus();
  const [lon, lat] = [seat.lon as number, seat.lat as number];
  const type = async (value: string) => {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.insertText(value);
    await page.keyboard.press('Tab');
  };
  await type(`${lon},${lat}\n${lon + 0.001},${lat}`);
  await page.getByText('一个面至少要有 3 个不同的点').waitFor();
  await text.focus();
  await type(`${lat},${lon}`);
  await page.getByText('第 1 行经度、纬度写反了').waitFor();
  const save = page.getByRole('button', { name: '保存' });
  // A ring that crosses itself only the service can tell.
  await text.focus();
  await type([[0, 0], [0.002, 0.002], [0.002, 0], [0, 0.001]].map(([x = 0, y = 0]) => `${lon + x}, ${lat + y}`).join('\n'));
  // The township is filled in from where the area lies.
  await page.getByText(/^位于 /).waitFor();
  await save.press('Enter');
  await page.locator('.ant-form-item', { has: page.locator('.shape-text') }).locator('.ant-form-item-explain-error', { hasText: '交' }).waitFor();
  await text.focus();
  await type([[0, 0], [0.001, 0], [0.001, 0.001], [0, 0.001]].map(([x = 0, y = 0]) => `${lon + x}, ${lat + y}`).join('\n'));
  await page.getByText('共 4 个点').waitFor();
  await save.press('Enter');
  await page.getByRole('heading', { name: '望山公园' }).waitFor();
  await waitForFeature(page, 'place-area', 'name', '望山公园');
  const id = new URL(page.url()).searchParams.get('sel')?.split('/')[1] ?? '';
  expect((await ask<Place>(page, `/gazetteer/entries/${id}`)).geometry?.type).toBe('Polygon');
});
