/** Faults of lines and moved markers on their pages, and the settings that these go by: changed, refused, in effect. */
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Line, Marker, Page as List } from '../src/api/types';
import { openPage, startBrowser } from './browser';
import { account } from './office';
import { packIsThere, type Service, startService } from './service';
import { ask, firstSignIn } from './steps';

interface Fault { kind: string; severity: string; line: string; message: string }
interface Report { errors: number; warnings: number; findings: Fault[] }

let service: Service;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true, work: true }), startBrowser()]);
  ({ page } = await openPage(browser, service.address));
  await firstSignIn(page, service.login, service.password);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const figure = (words: string) => page.locator('.figure', { hasText: words }).locator('strong');

/** A county line whose end misses its junction, and whose agreed length departs from the set's, by import. */
async function plant(): Promise<Line> {
  const { items } = await ask<List<Line>>(page, '/boundaries/lines?level=county&limit=20');
  const line = await ask<Line>(page, `/boundaries/lines/${items[7]?.code}`);
  if (line.geometry?.type !== 'LineString') throw new Error('the sample has no such line');
  const coordinates = line.geometry.coordinates.map(([lon = 0, lat = 0], i, all) => (i === all.length - 1 ? [lon + 0.0006, lat + 0.0006] : [lon, lat]));
  const { code, name, level, left_area, left_name, right_area, right_name, short_code, agreement } = line;
  const properties = { code, name, level, left_area, left_name, right_area, right_name, short_code, agreement, agreed_length_km: 2 * (line.agreed_length_km ?? 1) };
  const file = join(tmpdir(), `cairn-faulty-${process.pid}-lines.geojson`);
  await writeFile(file, JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry: { type: 'LineString', coordinates } }] }));
  await service.cairn('import', '--kind', 'lines', file);
  return line;
}

describe('the report of the checks', () => {
  let line: Line;

  test('is clean until a faulty line comes in, and lists it when it is run again', async () => {
    await page.goto('/app/boundaries/checks');
    await page.getByText('没有发现问题').waitFor();
    await page.getByText('只报告，不自动修改').waitFor();
    line = await plant();
    await page.getByRole('button', { name: '重新检查' }).click();
    await page.getByRole('row', { name: /交会不重合/ }).first().waitFor();
    const report = await ask<Report>(page, '/boundaries/checks');
    expect(await figure('错误').textContent()).toBe(String(report.errors));
    expect(await figure('提示').textContent()).toBe(String(report.warnings));
    expect(await page.locator('tbody tr[data-row-key]').count()).toBe(report.findings.length);
    await page.getByText(/协议长度 ÷ 计算长度 = [\d.]+，本组中位数 1\.2000，相差 \+\d/).waitFor();
  });

  test('takes the map to a fault, and a click on the map to its row', async () => {
    await page.waitForFunction(() => (window.__cairn_map?.getLayer('spot-dot') && window.__cairn_map.queryRenderedFeatures({ layers: ['spot-dot'] }).length) || false);
    await page.getByRole('row', { name: /交会不重合/ }).first().getByRole('button', { name: /，定位：/ }).click();
    await page.waitForFunction(() => (window.__cairn_map?.getZoom() ?? 0) > 13 && !window.__cairn_map?.isMoving());
    expect(await page.evaluate(() => window.__cairn_map?.queryRenderedFeatures({ layers: ['spot-chosen'] }).length)).toBeGreaterThan(0);
    expect(await page.evaluate(() => window.__cairn_map?.queryRenderedFeatures({ layers: ['selected-line'] }).length)).toBeGreaterThan(0);
    await page.waitForURL(/fault=junction_mismatch/);

    // Chosen away, then on the map: the row is marked again.
    await page.getByRole('row', { name: /长度比异常/ }).getByRole('button', { name: /，定位：/ }).click();
    await page.waitForURL(/fault=length_departs/);
    await page.waitForFunction(() => !window.__cairn_map?.isMoving() && (window.__cairn_map?.queryRenderedFeatures({ layers: ['spot-chosen'] }).length ?? 0) > 0);
    await page.getByRole('row', { name: /交会不重合/ }).first().getByRole('button', { name: /，定位：/ }).click();
    await page.waitForURL(/fault=junction_mismatch/);
    await page.waitForFunction(() => !window.__cairn_map?.isMoving());
    await page.goto(`/app/boundaries/checks?kind=junction_mismatch`);
    await page.waitForFunction(() => window.__cairn_map?.loaded() && window.__cairn_map.queryRenderedFeatures({ layers: ['spot-dot'] }).length === 1);
    const at = await page.evaluate(() => {
      const map = window.__cairn_map;
      const [spot] = map?.queryRenderedFeatures({ layers: ['spot-dot'] }) ?? [];
      if (!map || spot?.geometry.type !== 'Point') return undefined;
      const { x, y } = map.project(spot.geometry.coordinates as [number, number]);
      const box = map.getCanvas().getBoundingClientRect();
      return { x: box.x + x, y: box.y + y };
    });
    if (!at) throw new Error('no spot');
    await page.mouse.click(at.x, at.y);
    await page.locator('.chosen-row', { hasText: '交会不重合' }).waitFor();
  });

  test('filters by the address, and goes out as a workbook and as a finding', async () => {
    await page.goto('/app/boundaries/checks?severity=warning');
    await page.getByRole('row', { name: /长度比异常/ }).waitFor();
    expect(await page.getByRole('row', { name: /交会不重合/ }).count()).toBe(0);
    const [book] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 Excel' }).click()]);
    expect(book.suggestedFilename()).toMatch(/^界线检查报告_\d{4}-\d\d-\d\d\.xlsx$/);

    await page.getByRole('link', { name: line.name }).first().waitFor();
    await page.getByRole('button', { name: /^登记隐患/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('情况说明').fill('');
    await dialog.getByRole('button', { name: '登记隐患' }).click();
    await dialog.getByText('必填').waitFor();
    await dialog.getByLabel('情况说明').fill('长度与协议不符，请复核');
    await dialog.getByRole('button', { name: '登记隐患' }).click();
    await page.waitForURL('**/boundaries/findings/*');
    const id = new URL(page.url()).pathname.split('/').pop();
    expect(await ask(page, `/boundaries/findings/${id}`)).toMatchObject({ kind: 'other', line_code: line.code, description: '长度与协议不符，请复核' });
  });
});

describe('alarms and settings', () => {
  test('moved, suspected and a mistaken datum stand apart, with their evidence', async () => {
    await page.goto('/app/boundaries/alarms');
    await page.getByRole('heading', { name: '移位', exact: true }).waitFor();
    for (const words of ['移位', '疑似移位', '坐标系有误']) {
      expect(await page.locator('.figure').filter({ has: page.getByText(words, { exact: true }) }).locator('strong').textContent()).toBe('1');
    }
    await page.getByText(/测量级定位：偏移 2\.\d\d 米，方向 90°，阈值 0\.50 米/).waitFor();
  });

  test('thresholds: a refused one at its field, a changed one judges anew', async () => {
    await page.getByRole('link', { name: '预警设置' }).click();
    const least = page.getByLabel('最小距离（单立界桩）');
    await least.fill('5000');
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('.ant-form-item', { has: least }).locator('.ant-form-item-explain-error').waitFor();
    await least.fill('5');
    await page.getByRole('button', { name: '保存' }).click();
    await expect.poll(async () => (await ask<{ fixed_m: number }>(page, '/boundaries/alarms/settings')).fixed_m).toBe(5);
    const { items } = await ask<{ items: { state: string }[] }>(page, '/boundaries/alarms');
    expect(items.filter((one) => one.state === 'moved')).toEqual([]);
  });

  test('numbers: tried out while typed, a wrong example is refused at its field, a new pattern holds', async () => {
    await page.goto('/app/boundaries/rules');
    await page.getByRole('button', { name: '修改乡级' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('编号格式（正则表达式）').fill('乡[0-9]{3}');
    await dialog.getByLabel('界桩编号').fill('乡001');
    await dialog.getByText('符合', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.locator('.ant-form-item', { has: page.getByLabel('示例') }).getByText('示例不符合该表达式').waitFor();
    await dialog.getByLabel('示例').fill('乡001');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /乡级/ }).getByText('乡[0-9]{3}').waitFor();
  });

  test('conditions: a wrong code is refused at its field, a new one is offered at the end of the list', async () => {
    await page.goto('/app/boundaries/rules?tab=conditions');
    await page.getByRole('button', { name: '新增状况' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('代码').fill('Buried 1');
    await dialog.getByLabel('中文名称').fill('被掩埋');
    await dialog.getByLabel('英文名称').fill('Buried');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.locator('.ant-form-item', { has: page.getByLabel('代码') }).locator('.ant-form-item-explain-error').waitFor();
    await dialog.getByLabel('代码').fill('buried');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /被掩埋/ }).waitFor();
    const { items } = await ask<{ items: { code: string; active: boolean }[] }>(page, '/boundaries/conditions');
    expect(items.at(-1)).toMatchObject({ code: 'buried', active: true });
  });

  test('clocks: none of zero hours, and the clock of reporting is kept', async () => {
    await page.goto('/app/boundaries/rules?tab=deadlines');
    const clock = page.getByLabel('发现后多久内报告');
    expect(await clock.inputValue()).toBe('12');
    await clock.fill('0');
    await page.locator('.ant-form-item', { has: clock }).locator('.ant-form-item-explain-error').waitFor();
    await clock.fill('24');
    await page.getByText('约 1 天').waitFor();
    await page.getByRole('button', { name: '保存' }).click();
    await expect.poll(async () => (await ask<{ items: { step: string; hours: number }[] }>(page, '/boundaries/findings/deadlines')).items[0]).toEqual({ step: 'found', hours: 24 });
  });

  test('precision: fixes no finer than markers; what the administrator sets holds for a viewer at once, and exact reads are on record', async () => {
    const viewer = await account(service, browser, 'cha', '查阅员', 'viewer', '5326');
    const marker = (await ask<List<Marker>>(page, '/boundaries/markers?limit=1')).items[0];
    const seen = async () => ask<Marker>(viewer, `/boundaries/markers/${marker?.id}`);
    const before = await seen();
    expect(before.lon).not.toBe(marker?.lon);

    await page.goto('/app/boundaries/rules?tab=precision');
    await page.getByRole('button', { name: '修改查阅员' }).click();
    const dialog = page.getByRole('dialog');
    const pick = async (label: string, words: string) => {
      await dialog.getByRole('combobox', { name: label }).click();
      await page.locator('.ant-select-dropdown:visible').getByText(words, { exact: true }).click();
    };
    await pick('界桩、方位物', '约 5 千米');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.locator('.ant-form-item', { has: page.getByLabel('检查定位、轨迹') }).locator('.ant-form-item-explain-error').waitFor();
    await pick('检查定位、轨迹', '约 5 千米');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    const after = await seen();
    expect([after.lon, after.lat]).not.toEqual([before.lon, before.lat]);

    await page.getByRole('button', { name: '修改管理员' }).click();
    expect(await page.getByRole('dialog').getByLabel('界线', { exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await page.goto('/app/audit?tab=reads&actor=admin');
    await page.getByRole('row', { name: /\/boundaries\/markers\?limit=1$/ }).or(page.getByText('/boundaries/markers?limit=1', { exact: true })).first().waitFor();
  });
});

describe.skipIf(!packIsThere)('the Wenshan pack', () => {
  test('exactly the two moved markers are told, and the two records in another system', async () => {
    const { pack } = await import('./service');
    const other = await startService({ sample: false });
    try {
      await other.cairn('import', pack);
      const { page: desk, expectClean } = await openPage(browser, other.address);
      await firstSignIn(desk, other.login, other.password);
      await desk.goto('/app/boundaries/checks?tab=alarms');
      await desk.getByRole('heading', { name: '移位', exact: true }).waitFor();
      const numbers = await desk.locator('section', { has: desk.getByRole('heading', { name: '移位', exact: true }) }).locator('tbody th').allTextContents();
      expect(numbers.filter(Boolean).sort()).toEqual(['2324002Q', '4553003Q']);
      expect(await desk.getByRole('heading', { name: '疑似移位' }).count()).toBe(0);
      expect(await desk.locator('section', { has: desk.getByRole('heading', { name: '坐标系有误' }) }).locator('tbody tr[data-row-key]').count()).toBe(2);
      await desk.goto('/app/boundaries/checks');
      await desk.getByText('共检查界线 222 条', { exact: false }).waitFor();
      expect(await desk.locator('.figure', { hasText: '错误' }).locator('strong').textContent()).toBe('0');
      expectClean();
    } finally {
      await other.stop();
    }
  });
});
