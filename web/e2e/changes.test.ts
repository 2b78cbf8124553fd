/** The life of a change set in the browser: proposed, returned, mended, published; conflicts; and a rare character all the way. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page as List, Place } from '../src/api/types';
import type { ChangeSet } from '../src/pages/names/changes/changes';
import { openPage, startBrowser } from './browser';
import { account, publishSet, takeStep, tell } from './office';
import { type Service, startService } from './service';
import { ask, search, signIn, waitForFeature } from './steps';
import { unzip } from './unzip';

let service: Service;
let browser: Browser;
let places: Place[];

async function as(login: string): Promise<Page> {
  const { page } = await openPage(browser, service.address);
  await signIn(page, login);
  return page;
}

/** Takes a submitted set through review and publication without the pages. */
async function publish(reviewer: Page, id: string): Promise<void> {
  for (const step of ['accept', 'publish']) {
    const { version } = await ask<ChangeSet>(reviewer, `/gazetteer/changes/${id}`);
    await tell(reviewer, 'POST', `/gazetteer/changes/${id}/${step}`, {}, version);
  }
}

/** The id at the end of a set's address. */
const idIn = (url: string) => new URL(url).pathname.split('/').pop() ?? '';

/** Opens the form of a proposal for the entry, and fills in where it goes. */
async function propose(page: Page, place: Place, title: string, fill: (page: Page) => Promise<void>): Promise<void> {
  await page.goto(`/app/?sel=place/${place.id}`);
  await page.getByRole('button', { name: '提出变更' }).click();
  await page.getByText('存入哪张变更单').waitFor();
  await fill(page);
  await page.getByLabel('标题').fill(title);
  await page.getByLabel('变更理由').fill('字形有误');
  await page.getByRole('button', { name: '存入变更单' }).click();
  await page.getByRole('link', { name: new RegExp(title) }).click();
  await page.getByRole('heading', { name: new RegExp(title) }).waitFor();
}

/** Three villages near the seats of townships: the sample has none. */
async function villages(page: Page): Promise<Place[]> {
  const { items } = await ask<List<Place>>(page, '/gazetteer/entries?area=532601&limit=100');
  const seats = items.filter((one) => one.lon !== null && one.area_code.length >= 9);
  const made: Place[] = [];
  for (const [i, name] of ['大平地', '老尖山', '下吴坝'].entries()) {
    const seat = seats[i] as Place;
    const body = { name, class_code: '22200', area_code: seat.area_code, lon: (seat.lon ?? 0) + 0.002, lat: (seat.lat ?? 0) + 0.002, position_reason: '测试' };
    made.push(await tell<Place>(page, 'POST', '/gazetteer/entries', body));
  }
  return made;
}

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  for (const [login, name, role, area] of [['yewu', '李业务', 'officer', '532601'], ['yewu2', '王业务', 'officer', '532601'], ['shenhe', '张审核', 'reviewer', '5326']] as const) {
    const page = await account(service, browser, login, name, role, area);
    await page.context().close();
  }
  places = await villages(await as('shenhe'));
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

test('a misspelt village: proposed, returned, mended, published, and there on a map that was open all the time', async () => {
  const place = places[0] as Place;
  const [wrong, right] = [`${place.name}错`, `${place.name}头`];
  const watching = await openPage(browser, service.address);
  await watching.page.goto(`/app/#map=14/${place.lat}/${place.lon}`);
  await waitForFeature(watching.page, 'place-dot', 'name', place.name);

  const officer = await as('yewu');
  await propose(officer, place, '改错字', (page) => page.getByLabel('名称', { exact: true }).fill(wrong));
  await officer.locator('.diff ins').getByText('错').waitFor();
  await takeStep(officer, '送审');
  await officer.getByText('已送审').first().waitFor();
  expect(await officer.getByRole('button', { name: '审核通过', exact: true }).count()).toBe(0);

  const reviewer = await as('shenhe');
  await reviewer.goto('/app/names');
  await reviewer.waitForURL('**/names/work');
  await reviewer.getByRole('region', { name: '待我审核' }).getByRole('link', { name: /改错字/ }).click();
  await reviewer.getByRole('button', { name: '退回此条' }).click();
  await reviewer.getByLabel('退回理由').fill('应为“头”字');
  await reviewer.getByRole('button', { name: '确定退回' }).click();
  await reviewer.getByText('审核员：应为“头”字').waitFor();
  await takeStep(reviewer, '退回');

  await officer.goto('/app/names/work');
  await officer.getByRole('region', { name: '退回给我的' }).getByRole('link', { name: /改错字/ }).click();
  await officer.getByText('审核员：应为“头”字').waitFor();
  await officer.getByRole('link', { name: '修改此条' }).click();
  await officer.getByLabel('名称', { exact: true }).fill(right);
  await officer.getByRole('button', { name: '保存' }).click();
  await officer.waitForURL('**/names/changes/*');
  await officer.locator('.diff ins').getByText('头').waitFor();
  await takeStep(officer, '送审');

  await reviewer.reload();
  await takeStep(reviewer, '审核通过');
  await reviewer.locator('.page-head').getByRole('button', { name: '发布', exact: true }).click();
  const start = performance.now();
  await reviewer.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
  await waitForFeature(watching.page, 'place-dot', 'name', right);
  console.info(`published to shown on an open map: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  await reviewer.getByText('已发布').first().waitFor();
  watching.expectClean();
});

test('two officers at one entry: the second sees the conflict field by field and decides', async () => {
  const place = places[1] as Place;
  const [first, second, reviewer] = await Promise.all([as('yewu'), as('yewu2'), as('shenhe')]);
  await propose(second, place, '第二人', async (page) => {
    await page.getByLabel('名称', { exact: true }).fill(`${place.name}乙`);
    await page.getByText('含义、来历、代码').click();
    await page.getByLabel('含义').fill('第二人写的含义');
  });

  const set = await tell<ChangeSet>(first, 'POST', '/gazetteer/changes', {
    stream: 'correction', title: '第一人', reason: '先改', items: [{ place_id: place.id, base_version: place.version, fields: { name: `${place.name}甲` } }],
  });
  await publishSet(first, reviewer, set.id);

  await second.reload();
  const name = second.getByRole('group', { name: '名称' });
  await name.getByText(`保留现值：${place.name}甲`).waitFor();
  await second.getByText('已自动合并').first().waitFor();
  await name.getByRole('radio', { name: /采用提出值/ }).focus();
  await second.keyboard.press('Space');
  await name.getByRole('button', { name: '确定' }).press('Enter');
  await second.getByText('已决定').waitFor();
  await takeStep(second, '送审');
  await second.getByText('已送审').first().waitFor();

  await publish(reviewer, idIn(second.url()));
  const now = await ask<Place>(second, `/gazetteer/entries/${place.id}`);
  expect([now.name, now.meaning]).toEqual([`${place.name}乙`, '第二人写的含义']);
});

test('𣲗 passes through form, search, tile, ledger and dictionary unharmed', async () => {
  const place = places[2] as Place;
  const name = '下𣲗坝';
  const [officer, reviewer] = await Promise.all([as('yewu'), as('shenhe')]);
  await propose(officer, place, '改为𣲗', (page) => page.getByLabel('名称', { exact: true }).fill(name));
  const id = idIn(officer.url());
  const why = officer.getByLabel('采用此名的理由');
  if (await why.count()) {
    await why.fill('当地用字');
    await officer.locator('.rule-reason').getByRole('button', { name: '保存' }).click();
    await officer.locator('.rule-reason').getByRole('button', { name: '保存' }).and(officer.locator(':disabled')).waitFor();
  }
  await takeStep(officer, '送审');
  await publish(reviewer, id);

  await officer.goto('/app/');
  await search(officer, '𣲗坝');
  await officer.getByRole('option', { name }).first().click();
  await officer.getByRole('heading', { name }).waitFor();
  await waitForFeature(officer, 'place-dot', 'name', name);

  const download = async (path: string) => unzip(Buffer.from(await (await officer.context().request.get(path)).body()));
  const bytes = Buffer.from(name, 'utf8');
  expect(bytes.includes(Buffer.from([0xf0, 0xa3, 0xb2, 0x97]))).toBe(true);
  for (const path of [`/gazetteer/ledger?set=${id}&format=xlsx`, `/gazetteer/products/dictionary.docx?area=${place.area_code}`]) {
    const texts = [...(await download(path)).values()];
    expect(texts.some((text) => text.includes(bytes)), path).toBe(true);
    expect(texts.some((text) => text.includes('\ufffd')), path).toBe(false);
  }
});
