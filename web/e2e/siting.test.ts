/** Siting on the pack: all townships covered with the fewest sites, why candidates are excluded, stop, scenarios. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { tell } from './office';
import { pack, packIsThere, type Service, startService } from './service';
import { firstSignIn } from './steps';

if (!packIsThere) console.warn(`skipped: the data pack is not at ${pack}`);

describe.skipIf(!packIsThere)('siting on the Wenshan pack', () => {
  let service: Service;
  let browser: Browser;
  let opened: Awaited<ReturnType<typeof openPage>>;
  let page: Page;

  beforeAll(async () => {
    [service, browser] = await Promise.all([startService({ sample: false }), startBrowser()]);
    await service.cairn('import', pack);
    opened = await openPage(browser, service.address);
    page = opened.page;
    await firstSignIn(page, service.login, service.password);
    await tell(page, 'POST', '/siting/rules', { instrument: '殡葬管理条例（1997）', article: '第十条（一）', feature: 'constraint', classes: ['farmland'], distance_m: 0, severity: 'exclude' });
    await tell(page, 'POST', '/siting/rules', { instrument: '地方规定', article: '第三条', feature: 'constraint', classes: ['reservoir'], distance_m: 500, severity: 'exclude' });
  });
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  test('the fewest sites bring township cemeteries from 94 to 104 of 104, proven', async () => {
    await page.goto('/app/coverage/siting/new?kind=township_cemetery&as_of=2020-12-31');
    await page.getByRole('button', { name: '开始测算' }).click();
    await page.waitForURL(/\/coverage\/siting\/[0-9a-f-]{36}$/);
    const figures = page.getByRole('region', { name: '主要结果' });
    await figures.getByText('94 → 104 / 104').waitFor();
    await figures.getByText('已证明最优').waitFor();
    expect(await figures.locator('dd').first().innerText()).toBe('10');
    const sites = page.getByRole('region', { name: '选定的点' }).locator('tbody tr:not([aria-hidden])');
    expect(await sites.count()).toBe(10);
    for (const township of ['532601205', '532627210']) {
      const { name } = await page.evaluate(async (code) => (await (await fetch(`/areas/${code}`)).json()) as { name: string }, township);
      await page.getByRole('region', { name: '选定的点' }).getByRole('cell', { name, exact: true }).waitFor();
    }
    opened.expectClean();
  });

  test('an exclusion is explained by keyboard and on click: rule, article, metres missing', async () => {
    await page.getByText('备选点及理由', { exact: true }).click();
    const rows = page.getByRole('region', { name: '备选点及理由' }).locator('tbody tr:not([aria-hidden])');
    await rows.first().getByRole('button').focus();
    await page.keyboard.press('Enter');
    const explained = page.getByRole('region', { name: '备选点说明' });
    await explained.getByText(/殡葬管理条例（1997） 第十条（一）|地方规定 第三条/).first().waitFor();
    expect(await explained.innerText()).toMatch(/须外移至少 [\d.,]+ 米|差 [\d.,]+ 米/);
    await page.locator('.site-map canvas').scrollIntoViewIfNeeded();
    const at = await page.evaluate(() => {
      const map = window.__cairn_map;
      if (!map) return undefined;
      const box = map.getCanvas().getBoundingClientRect();
      for (const { geometry } of map.queryRenderedFeatures({ layers: ['candidates'], filter: ['==', ['get', 'role'], 'excluded'] })) {
        if (geometry.type !== 'Point') continue;
        const { x, y } = map.project(geometry.coordinates as [number, number]);
        if (document.elementFromPoint(box.x + x, box.y + y) === map.getCanvas()) return { x: box.x + x, y: box.y + y };
      }
      return undefined;
    });
    if (!at) throw new Error('no excluded candidate is in view');
    await page.mouse.click(at.x, at.y);
    await explained.getByText('已排除备选点').waitFor();
    await explained.getByText(/第 1 版/).first().waitFor();
    opened.expectClean();
  });

  test('the answer becomes a scenario whose comparison covers all townships', async () => {
    await page.getByRole('button', { name: '存为方案' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.waitForURL(/\/coverage\/scenarios\/[0-9a-f-]{36}\?as_of=2020-12-31/);
    await page.getByText('全部 104 个乡镇均已覆盖').waitFor();
    await page.getByText('94 / 104').waitFor();
    const table = page.getByRole('region', { name: '建前 → 建后' });
    expect(await table.locator('tbody tr:not([aria-hidden])').count()).toBe(10);
    opened.expectClean();
  });

  test('a run is stopped half-way and keeps the best found so far', async () => {
    const { id } = await tell<{ id: string }>(page, 'POST', '/siting', {
      kind: 'care_home', method: 'p-center', sites: 60, existing: 'none', as_of: '2021-12-31', alternatives: 20, tolerance: 1, time_limit_s: 300, solver: 'go',
      demand: { of: 'villages' }, cover: { by: 'distance' }, candidates: { from: 'grid', spacing_m: 3000 },
    });
    await page.goto(`/app/coverage/siting/${id}`);
    await page.getByRole('region', { name: '测算进度' }).locator('dd').nth(1).filter({ hasText: /\d/ }).waitFor();
    await page.getByRole('button', { name: '停止并保留当前最优' }).click();
    await page.getByRole('heading', { level: 1 }).getByText('已取消').waitFor();
    const kept = await page.getByRole('region', { name: '主要结果' }).locator('dd').first().innerText();
    expect(Number(kept)).toBeGreaterThan(0);
    expect(Number(kept)).toBeLessThanOrEqual(60);
    opened.expectClean();
  });
});
