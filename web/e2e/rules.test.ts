/** What the rules rest on, edited by a bureau: a word changes a finding, a reading that was settled is used again, a file replaces the classes. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlaceClass } from '../src/api/types';
import { startBrowser } from './browser';
import { account, choose } from './office';
import { type Service, startService } from './service';
import { ask } from './steps';

let service: Service;
let browser: Browser;
let officer: Page;
let reviewer: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  officer = await account(service, browser, 'yewu', '李业务', 'officer', '532601');
  reviewer = await account(service, browser, 'shenhe', '张审核', 'reviewer', '5326');
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** The form of a new name with the name typed, and its class chosen by its name. */
async function typed(name: string, className: string): Promise<void> {
  await officer.goto('/app/?do=propose-new');
  await officer.getByLabel('名称', { exact: true }).fill(name);
  await choose(officer, '地名类别', className);
}

const findings = () => officer.getByRole('list', { name: '命名规则提示' });

test('a word that the bureau adds is found in the next name, and no longer once it is taken out', async () => {
  await reviewer.goto('/app/names/rules?tab=words');
  await reviewer.getByRole('button', { name: '新增' }).click();
  const dialog = reviewer.getByRole('dialog');
  await dialog.getByLabel('词', { exact: true }).fill('星瀚');
  await dialog.getByLabel('依据').fill('州民政局文件');
  await dialog.getByRole('button', { name: '保存' }).click();
  await dialog.waitFor({ state: 'detached' });

  await typed('星瀚村', '农村居民点');
  await findings().getByText(/星瀚/).waitFor();
  await findings().getByText('州民政局文件').waitFor();

  await reviewer.getByRole('searchbox', { name: '查找' }).fill('星瀚');
  await reviewer.keyboard.press('Enter');
  const remove = reviewer.getByRole('button', { name: '删除星瀚' });
  await remove.focus();
  await reviewer.keyboard.press('Enter');
  // The question has the focus on what does nothing; one Tab further it is answered.
  await reviewer.waitForFunction(() => document.activeElement?.closest('.ant-popconfirm') !== null);
  await reviewer.keyboard.press('Tab');
  await reviewer.keyboard.press('Enter');
  await remove.waitFor({ state: 'detached' });
  await officer.reload();
  await officer.getByLabel('名称', { exact: true }).fill('星瀚大村');
  await officer.waitForFunction(() => (document.querySelector('#pinyin') as HTMLInputElement).value !== '');
  expect(await findings().getByText(/星瀚/).count()).toBe(0);
});

test('a reading chosen once is the first suggestion for the next name', async () => {
  await typed('六乐村', '农村居民点');
  const readings = officer.getByRole('group', { name: '“乐”的读音' });
  await readings.getByRole('button', { name: 'yuè' }).click();
  await officer.getByRole('button', { name: /^记住“.*乐.*”读/ }).click();
  await officer.getByText(/已记住/).waitFor();

  await officer.goto('/app/names/rules?tab=readings');
  await officer.getByRole('row', { name: /乐/ }).first().waitFor();
  const { suggestions } = await ask<{ suggestions: { spelling: string }[] }>(officer, `/gazetteer/romanize?name=${encodeURIComponent('六乐村')}&class=22200`);
  expect(suggestions[0]?.spelling.toLowerCase()).toContain('yuè');
});

test('a file replaces the table of classes: tried first, then applied', async () => {
  const { items } = await ask<{ items: PlaceClass[] }>(reviewer, '/gazetteer/classes');
  const rows = [...items.map(({ code, name, remark }) => `${code},${name},${remark ?? ''}`), '23230,里弄,'];
  await reviewer.goto('/app/names/rules?tab=classes');
  const give = (lines: string[]) => reviewer.locator('input[type=file]').setInputFiles({ name: '类别表.csv', mimeType: 'text/csv', buffer: Buffer.from(['code,name,remark', ...lines].join('\n')) });

  await give([...rows, 'x,坏行,']);
  await reviewer.getByRole('alert').waitFor();
  await give(rows);
  await reviewer.getByText('新增 1 个').waitFor();
  expect((await ask<{ items: PlaceClass[] }>(reviewer, '/gazetteer/classes')).items.length).toBe(items.length);
  await reviewer.getByRole('button', { name: '替换类别表' }).click();
  await reviewer.locator('.ant-popconfirm').getByRole('button', { name: '替换类别表' }).click();
  await reviewer.getByText(`已替换，共 ${items.length + 1} 个类别`, { exact: false }).waitFor();

  await typed('新开巷', '里弄 23230');
});
