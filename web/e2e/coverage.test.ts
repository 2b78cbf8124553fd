/** Coverage as a planner works with it, on the schematic sample with its declared shares and exemptions. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { account } from './office';
import { type Service, startService } from './service';
import { ask, firstSignIn } from './steps';

let service: Service;
let browser: Browser;
let opened: Awaited<ReturnType<typeof openPage>>;
let page: Page;

interface Area { code: string; name: string; state: string; basis: string; nearest: { name: string } | null }
interface Answer { numerator: number; denominator: number; percent: number; parameters: Record<string, number>; areas: Area[]; official: Record<string, number> | null; reported: { area_code: string; percent: number }[] }
const asked = (query: string) => ask<Answer>(page, `/coverage?kind=township_burial&${query}`);

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true, work: true }), startBrowser()]);
  opened = await openPage(browser, service.address);
  page = opened.page;
  await firstSignIn(page, service.login, service.password);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const fraction = (n: number, of: number) => page.locator('.headline-fraction', { hasText: `${n} / ${of}` }).waitFor();

test('own, shared, exempt and reported stand beside the figure', async () => {
  const answer = await asked('');
  await page.goto('/app/coverage');
  await fraction(answer.numerator, answer.denominator);
  const said = await page.locator('.official').innerText();
  for (const [name, n] of [['自建', answer.official?.own], ['联建', 1], ['免建', 1], ['无', answer.official?.none]] as const) expect(said.replace(/\s+/g, ' ')).toContain(`${name} ${n}`);
  expect(said).toContain('90.0%');
  expect(said).toContain('上年度统计表（示意）');
});

test('a state chosen in the bar is the same on the map and in the table; the planned and the subdistricts change the figure', async () => {
  const answer = await asked('');
  const rows = page.locator('tbody tr[id^="area-"]');
  await page.getByRole('list', { name: '只看一种状态' }).getByRole('button', { name: /^未覆盖/ }).click();
  const out = answer.areas.filter((one) => one.state === 'out_of_reach');
  await expect.poll(() => rows.count()).toBe(out.length);
  await page.waitForFunction((codes) => {
    const map = window.__cairn_map;
    if (!map?.getLayer('class-other')) return false;
    const shown = map.queryRenderedFeatures({ layers: ['class-uncovered', 'class-exempt'] }).map((one) => String(one.properties.code));
    return shown.length > 0 && shown.every((code) => codes.includes(code)) && map.queryRenderedFeatures({ layers: ['class-covered', 'class-many'] }).length === 0;
  }, out.map((one) => one.code));
  await page.getByRole('list', { name: '只看一种状态' }).getByRole('button', { name: /^未覆盖/ }).click();
  await expect.poll(() => rows.count()).toBe(answer.denominator);

  const planned = await asked('include=planned&as_of=2027-12-31');
  await page.goto('/app/coverage?as_of=2027-12-31');
  await page.getByRole('switch', { name: '含规划、在建' }).click();
  await fraction(planned.numerator, planned.denominator);
  const rural = await asked('include=planned&as_of=2027-12-31&exclude=subdistricts');
  await page.getByRole('switch', { name: '分母含街道' }).click();
  await fraction(rural.numerator, rural.denominator);
});

test('the day is moved by keyboard: the slider, and the arrows to the days of change', async () => {
  await page.goto('/app/coverage?as_of=2018-01-01');
  const { numerator, denominator } = await asked('as_of=2018-01-01');
  await fraction(numerator, denominator);
  await page.getByRole('slider', { name: '按日期查看' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL('**as_of=2017-12-31**');
  const before = await asked('as_of=2017-12-31');
  expect(before.numerator).toBeLessThan(numerator);
  await fraction(before.numerator, before.denominator);
  await page.getByRole('button', { name: '后一个有变化的日期 2018-01-01' }).press('Enter');
  await page.waitForURL('**as_of=2018-01-01**');
});

test('a township chosen by keyboard shows its villages, the lines to the nearest sites with km, and what is reached in time', async () => {
  await page.goto('/app/coverage');
  const answer = await asked('');
  const chosen = answer.areas.find((one) => one.basis === 'none');
  await page.getByRole('button', { name: chosen?.name, exact: true }).first().press('Enter');
  await page.waitForURL(`**sel=${chosen?.code}**`);
  await page.getByText(`最近设施：${chosen?.nearest?.name}`).waitFor();
  await expect.poll(() => page.getByRole('region', { name: `${chosen?.name}的详情` }).locator('tbody tr.ant-table-row').count()).toBeGreaterThan(1);
  await page.waitForFunction(() => (window.__cairn_map?.queryRenderedFeatures({ layers: ['nearest-line'] }).length ?? 0) > 1);

  await page.getByRole('switch', { name: /行程时间圈/ }).press('Space');
  const legend = page.getByRole('list', { name: '等时圈图例' });
  await legend.getByText(/^60 分钟以内 · [\d,.]+ 平方公里$/).waitFor();
  expect(await legend.getByRole('listitem').count()).toBe(3);
  // Bands lie apart: at the start only the nearest one is painted.
  await page.waitForFunction(() => (window.__cairn_map?.queryRenderedFeatures({ layers: ['isochrone-band'] }).length ?? 0) > 0);
  const painted = await page.evaluate(() => {
    const map = window.__cairn_map;
    const [start] = map?.queryRenderedFeatures({ layers: ['isochrone-source'] }) ?? [];
    if (!map || start?.geometry.type !== 'Point') return undefined;
    return map.queryRenderedFeatures(map.project(start.geometry.coordinates as [number, number]), { layers: ['isochrone-band'] }).map((one) => String(one.properties.label));
  });
  expect([...new Set(painted)]).toEqual(['15 分钟']);
  opened.expectClean();
});

test('rules stand side by side with their parameters, each figure that of the service', async () => {
  await page.goto('/app/coverage?compare=presence,shared,villages,service_area,distance,travel_time,capacity');
  const cards = page.locator('.compare-figures li');
  await cards.nth(6).waitFor();
  for (const [i, rule] of ['presence', 'shared', 'villages', 'service_area', 'distance', 'travel_time', 'capacity'].entries()) {
    const { numerator, denominator } = await asked(`rule=${rule}`);
    expect(await cards.nth(i).innerText()).toContain(`${numerator.toLocaleString()} / ${denominator.toLocaleString()}`);
  }
  expect(await cards.nth(4).innerText()).toContain('5,000 米以内');
});

test('an administrator sets a parameter with its source; the answer uses and cites it, the history shows it', async () => {
  await page.goto('/app/coverage/rules');
  const rule = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '距离内人口' }) });
  await rule.getByRole('button', { name: '修改' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('距离（米）').fill('8000');
  await dialog.getByLabel('依据文件（条款）').fill('示意规划第三条');
  await dialog.getByLabel('修改原因').fill('示意');
  await dialog.getByRole('button', { name: '保存' }).click();
  await rule.getByText('8,000 米以内').waitFor();
  await rule.getByText('示意规划第三条').waitFor();
  await rule.getByRole('button', { name: '历史' }).click();
  await page.getByRole('dialog').getByText('8000').waitFor();
  await page.keyboard.press('Escape');
  expect((await asked('rule=distance')).parameters).toEqual({ metres: 8000, share: 50 });
  await page.goto('/app/coverage?rule=distance');
  await page.getByText(/示意规划第三条/).waitFor();
  await page.getByRole('link', { name: /打印/ }).click();
  await page.getByText('示意规划第三条').waitFor();
  await page.getByRole('img', { name: '覆盖情况示意图' }).waitFor();

  const planner = await account(service, browser, 'guihua', '王规划', 'planner', '5326');
  await planner.goto('/app/coverage/rules');
  await planner.getByText('只有全州管理员可以修改。').waitFor();
  expect(await planner.getByRole('button', { name: /^修改/ }).count()).toBe(0);
});

test('nothing overlaps: filters stand on lines, the pages keep their width on a phone', async () => {
  for (const [width, height] of [[1440, 900], [390, 844]] as const) {
    await page.setViewportSize({ width, height });
    for (const path of ['/app/coverage', '/app/coverage/rules', '/app/coverage/official', '/app/coverage/ledger', '/app/coverage/print']) {
      await page.goto(path);
      await page.locator('h1').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${path} at ${width}`).toBeLessThanOrEqual(0);
    }
    await page.goto('/app/coverage');
    await page.locator('.as-of-note').waitFor();
    const boxes = await page.locator('.coverage-head .filters > *').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right, top, bottom }) => ({ left, right, top, bottom })));
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1)) expect(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, `filters overlap at ${width}`).toBe(true);
  }
});
