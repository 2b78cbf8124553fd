/** Scenarios on the sample: drawn on the map and by keyboard, judged by the rules, shared by a link without an account. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { tell } from './office';
import { type Service, startService } from './service';
import { firstSignIn } from './steps';

describe('scenarios', () => {
  let service: Service;
  let browser: Browser;
  let opened: Awaited<ReturnType<typeof openPage>>;
  let page: Page;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
    opened = await openPage(browser, service.address);
    page = opened.page;
    await firstSignIn(page, service.login, service.password);
    await tell(page, 'POST', '/siting/rules', { instrument: '地方规定', article: '第三条', feature: 'settlement', classes: ['township'], distance_m: 3000, severity: 'exclude' });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  test('sites are drawn by a click, moved by another, and added by coordinates', async () => {
    await page.goto('/app/coverage/scenarios/new');
    await page.getByLabel('名称', { exact: true }).fill('手绘');
    const canvas = page.locator('.site-map canvas');
    await page.waitForFunction(() => window.__cairn_map?.loaded());
    const box = await canvas.boundingBox();
    if (!box) throw new Error('no map');
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const rows = page.getByRole('region', { name: '新建点数' }).locator('tbody tr:not([aria-hidden])');
    await expect.poll(() => rows.count()).toBe(1);
    const lon = page.getByLabel('点 1 经度');
    const before = await lon.inputValue();
    await page.getByRole('button', { name: '移动点 1' }).click();
    await page.mouse.click(box.x + box.width / 2 + 60, box.y + box.height / 2);
    await expect.poll(() => lon.inputValue()).not.toBe(before);
    expect(await rows.count()).toBe(1);
    const at = await page.evaluate(async () => {
      const { items } = (await (await fetch('/areas?level=township&limit=1')).json()) as { items: { code: string }[] };
      return ((await (await fetch(`/areas/${items[0]?.code}`)).json()) as { seat: [number, number] | null }).seat;
    });
    if (!at) throw new Error('no township');
    const form = page.getByRole('form', { name: '按坐标加点' });
    await form.getByLabel('经度').fill(String(at[0]));
    await form.getByLabel('纬度').fill(String(at[1]));
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '查看理由：点 2' }).waitFor();
    const explained = page.getByRole('region', { name: '备选点说明' });
    await explained.getByText('被选址规则排除').waitFor();
    await explained.getByText(/地方规定 第三条.*第 1 版/).first().waitFor();
    expect(await explained.innerText()).toMatch(/差 3,000 米|须外移至少/);
    await page.getByText('显示禁建范围').click();
    await page.getByText('禁建范围', { exact: true }).waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.waitForURL(/\/coverage\/scenarios\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { name: '手绘', level: 1 }).waitFor();
    await page.getByText('2 个点').waitFor();
    opened.expectClean();
  });

  test('a link shows the comparison without an account, until it is revoked', async () => {
    await page.getByRole('button', { name: '分享链接' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('给谁').fill('征求意见');
    await dialog.getByRole('button', { name: '生成链接' }).click();
    const link = await dialog.getByLabel('链接', { exact: true }).inputValue();
    expect(link).toMatch(/\/app\/shared\/scenario#cairnshare_[\w-]{43}$/);
    const visitor = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    await visitor.goto(link);
    await visitor.getByRole('heading', { name: '手绘', level: 1 }).waitFor();
    await visitor.getByRole('region', { name: '建前 → 建后' }).waitFor();
    await dialog.getByRole('button', { name: '撤销征求意见' }).click();
    await dialog.getByText('已撤销').waitFor();
    await visitor.reload();
    await visitor.getByText('此链接无内容').waitFor();
    await visitor.context().close();
    opened.expectClean();
  });
});
