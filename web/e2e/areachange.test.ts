/** A township becomes a town: drafted with its reply, looked at, carried out; map, search and the old code follow. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Area, Page as List, Place } from '../src/api/types';
import { openPage, startBrowser } from './browser';
import { type Service, startService } from './service';
import { ask, firstSignIn, search, signIn } from './steps';

let service: Service;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** A township of the sample, and the code that it gets as a town (GB/T 10114: 100–199). */
function township(all: Area[]): { old: Area; code: string } {
  const old = all.find(({ name, code }) => name.endsWith('乡') && !name.includes('族') && Number(code.slice(6)) >= 200);
  if (!old) throw new Error('the sample has no township');
  const used = new Set(all.map(({ code }) => code));
  const serial = Array.from({ length: 99 }, (_, i) => String(101 + i)).find((one) => !used.has(old.code.slice(0, 6) + one));
  return { old, code: old.code.slice(0, 6) + serial };
}

test('a township becomes a town', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await firstSignIn(page, service.login, service.password);
  const { items } = await ask<List<Area>>(page, '/areas?level=township&limit=1000');
  const { old, code } = township(items);
  const name = old.name.replace(/乡$/, '镇');
  const title = `${old.name}撤乡设镇`;

  await page.goto('/app/names/areas');
  await page.getByRole('button', { name: '登记区划变更' }).click();
  await page.getByLabel('标题').fill(title);
  await page.getByLabel('批复机关').fill('云南省人民政府');
  await page.getByLabel('批复文号').fill('云政复〔2026〕12号');
  await page.getByLabel('批复日期').fill('2026-01-05');
  await page.getByLabel('生效日期').fill('2026-02-01');
  await page.getByLabel('原区划').click();
  await page.keyboard.type(old.code);
  await page.keyboard.press('Enter');
  await page.getByLabel('名称', { exact: true }).fill(name);
  await page.getByLabel('新代码').fill(code);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('heading', { name: title }).waitFor();

  const apply = page.getByRole('button', { name: '执行变更' });
  await page.getByText('没有附批复：请上传批复文件').waitFor();
  expect(await apply.isDisabled()).toBe(true);
  await page.locator('.attachments input[type=file]').setInputFiles({ name: '批复.pdf', mimeType: 'application/pdf', buffer: pdf() });
  await page.getByRole('link', { name: '批复.pdf' }).waitFor();
  await page.getByText('没有附批复：请上传批复文件').waitFor({ state: 'detached' });

  const preview = page.locator('.area-preview');
  await preview.getByRole('button', { name: /^行政区域/ }).click();
  await preview.getByText(/^行政区域清单/).waitFor();
  await preview.getByRole('cell', { name: code }).first().waitFor();

  await apply.click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('行政区域').waitFor();
  await dialog.getByLabel('已与批复核对以上数字').check();
  await dialog.getByRole('button', { name: '执行变更' }).click();
  await page.getByText(/^已执行，/).waitFor();

  await page.goto(`/app/?sel=area/${old.code}`);
  await page.getByText(/起不再使用，变更为/).waitFor();
  await page.getByRole('link', { name: `${name} ${code}` }).click();
  await page.getByRole('heading', { name }).waitFor();
  await search(page, name);
  expect(await page.getByRole('option').first().innerText()).toContain(name);
  expectClean();
});

/** Opens the form for a change of townships of this kind, with its reply filled in. */
async function draft(page: Page, kind: string, title: string): Promise<void> {
  await page.goto('/app/names/areas/new');
  const anew = page.getByRole('button', { name: '清空重填' });
  if (await anew.count()) await anew.click();
  await page.getByLabel('变更类型').click();
  await page.getByTitle(kind, { exact: true }).last().click();
  await page.getByLabel('标题').fill(title);
  await page.getByLabel('批复机关').fill('云南省人民政府');
  await page.getByLabel('批复文号').fill('云政复〔2026〕13号');
  await page.getByLabel('批复日期').fill('2026-01-05');
  await page.getByLabel('生效日期').fill('2026-02-01');
}

async function choose(page: Page, label: string, codes: string[], part = 0): Promise<void> {
  await page.getByLabel(label, { exact: true }).nth(part).click();
  for (const code of codes) {
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Escape');
}

/** Saves the draft; its preview names every area that gets another code, and waits for the reply only. */
async function previewed(page: Page, title: string, codes: string[]): Promise<void> {
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  const preview = page.locator('.area-preview');
  await preview.getByText('没有附批复：请上传批复文件').waitFor();
  expect(await preview.locator('.ant-alert-error li').count()).toBe(1);
  for (const code of codes) await preview.getByText(code, { exact: true }).first().waitFor();
}

/** Two neighbouring townships of a county that nobody changed yet, and a serial number that is free in it. */
async function neighbours(page: Page): Promise<{ county: string; one: Area; other: Area; free: string }> {
  const { items } = await ask<List<Area>>(page, '/areas?level=township&limit=1000');
  const county = items.map(({ code }) => code.slice(0, 6)).find((code) => code !== '532601' && items.filter((area) => area.code.startsWith(code)).length > 3) ?? '';
  const [one, other] = items.filter(({ code }) => code.startsWith(county)).sort((a, b) => a.code.localeCompare(b.code));
  if (!one || !other) throw new Error('the sample has no county with townships');
  const used = new Set(items.map(({ code }) => code));
  const free = Array.from({ length: 99 }, (_, i) => String(101 + i)).find((serial) => !used.has(county + serial)) ?? '';
  return { county, one, other, free };
}

test('two townships become one', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  const { one, other } = await neighbours(page);
  await draft(page, '合并', '两乡合并');
  await choose(page, '原区划（两个以上）', [one.code, other.code]);
  await page.getByLabel('名称', { exact: true }).fill('合并镇');
  await page.getByLabel('新代码').fill(one.code);
  await previewed(page, '两乡合并', [other.code]);
  expectClean();
});

test('a township is split by its villages', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  const { county, one, free } = await neighbours(page);
  const { items: villages } = await ask<List<Area>>(page, `/areas?level=village&parent=${one.code}&limit=1000`);
  const { items: places } = await ask<List<Place>>(page, `/gazetteer/entries?area=${one.code}&class=276&limit=50`);
  const seat = places.find((place) => place.lon !== null);
  if (!seat) throw new Error('the township has no village');
  const [mine, theirs] = [villages.slice(0, 1), villages.slice(1)].map((part) => part.map(({ code }) => code));
  await draft(page, '拆分', '一乡分为两乡');
  await choose(page, '被拆分的区划', [one.code]);
  const parts = page.locator('.area-part');
  for (const [i, [name, code, members]] of ([['老街镇', one.code, mine], ['新街镇', county + free, theirs]] as const).entries()) {
    await parts.nth(i).getByLabel('名称', { exact: true }).fill(name);
    await parts.nth(i).getByLabel('新代码').fill(code);
    await choose(page, '下辖区划', members ?? [], i);
  }
  await parts.nth(1).getByLabel('驻地经度').fill(String(seat.lon));
  await parts.nth(1).getByLabel('驻地纬度').fill(String(seat.lat));
  await previewed(page, '一乡分为两乡', [county + free]);
  expectClean();
});

test('a township goes over to another county', async () => {
  const { page, expectClean } = await openPage(browser, service.address);
  await signIn(page, service.login);
  const { one } = await neighbours(page);
  const { items } = await ask<List<Area>>(page, '/areas?level=township&limit=1000');
  const used = new Set(items.map(({ code }) => code));
  const code = Array.from({ length: 99 }, (_, i) => `532601${101 + i}`).find((next) => !used.has(next)) ?? '';
  await draft(page, '划转', '划归文山市');
  await choose(page, '原区划', [one.code]);
  await page.getByLabel('新代码').fill(code);
  await choose(page, '划入的上级区划', ['532601']);
  await previewed(page, '划归文山市', [code]);
  expectClean();
});

test('a refusal stands at its field, and what was typed is still there', async () => {
  const { page } = await openPage(browser, service.address);
  await signIn(page, service.login);
  const { items } = await ask<List<Area>>(page, '/areas?level=township&limit=1000');
  const { old } = township(items);
  await page.goto('/app/names/areas/new');
  await page.getByLabel('标题').fill('代码没有改变');
  await page.getByLabel('原区划').click();
  await page.keyboard.type(old.code);
  await page.keyboard.press('Enter');
  await page.getByLabel('名称', { exact: true }).fill('某某镇');
  await page.getByLabel('新代码').fill(old.code);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.locator('.ant-form-item-explain-error').filter({ hasText: old.code }).waitFor();
  expect(await page.getByLabel('标题').inputValue()).toBe('代码没有改变');
});

/** The smallest document that the service takes for a PDF. */
function pdf(): Buffer {
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>'];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const xref = body.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${body}xref\n0 4\n0000000000 65535 f \n${rows}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`);
}
