/** A township becomes a town: drafted with its reply, looked at, carried out; map, search and the old code follow. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Area, Page as List } from '../src/api/types';
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
