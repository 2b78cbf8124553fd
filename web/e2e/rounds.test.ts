/** A round of joint inspection through the pages, by the prefecture and by both parties of a line: planned, walked, recorded with disagreement, signed, closed, archived. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser, type Watched } from './browser';
import { account, choose, dayFromToday } from './office';
import { type Service, startService } from './service';
import { ask, firstSignIn } from './steps';
import { unzip } from './unzip';

interface LineOfRound { code: string; name: string; left_name: string; right_name: string }

let service: Service;
let browser: Browser;
let office: Watched;
let ours: Page;
let theirs: Page;
let line: LineOfRound;
const walked = dayFromToday(-20);

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  office = await openPage(browser, service.address);
  await firstSignIn(office.page, service.login, service.password);
  const { items } = await ask<{ items: (LineOfRound & { left_area: string; right_area: string })[] }>(office.page, '/boundaries/lines?level=county&limit=100');
  const found = items[0];
  if (!found) throw new Error('the sample has no county line');
  line = found;
  ours = await account(service, browser, 'jia', '甲方检查员', 'inspector', found.left_area);
  theirs = await account(service, browser, 'yi', '乙方检查员', 'inspector', found.right_area);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

const here = () => `/app/boundaries/rounds/5/lines/${line.code}`;
const step = (page: Page, name: string) => page.locator(`details[data-step="${name}"]`);
/** Opens a step that is not the present one. */
async function unfold(page: Page, name: string): Promise<void> {
  if ((await step(page, name).getAttribute('open')) === null) await step(page, name).locator('summary').click();
}

describe('a round of joint inspection', () => {
  test('is planned with the county lines and opened', async () => {
    const { page } = office;
    await page.goto('/app/boundaries/rounds');
    await page.getByRole('button', { name: '筹备新一次联合检查' }).click();
    const making = page.getByRole('dialog');
    await making.getByLabel('开始日期').fill(dayFromToday(-30));
    await making.getByLabel('结束日期').fill(dayFromToday(300));
    await making.getByRole('button', { name: '建立' }).click();
    await page.waitForURL('**/boundaries/rounds/5');
    await page.getByRole('button', { name: '列入界线' }).click();
    const planning = page.getByRole('dialog');
    await choose(page, '级别（不选为全部）', '县级');
    await planning.getByLabel('年度批次').fill('2026');
    await planning.getByLabel('左侧一方人员').fill('甲组');
    await planning.getByLabel('右侧一方人员').fill('乙组');
    await planning.getByRole('button', { name: '列入', exact: true }).click();
    await page.getByText(/新列入 [1-9]\d* 条，修改 0 条/).waitFor();
    await page.getByRole('button', { name: '开始联合检查' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '开始联合检查' }).click();
    await page.getByText('进行中', { exact: true }).waitFor();
  });

  test('one party walks the line and sends its track; the uncovered part stays visible', async () => {
    const { geometry } = await ask<{ geometry: { coordinates: [number, number][] } }>(ours, `/boundaries/lines/${line.code}`);
    const points = geometry.coordinates.slice(0, Math.ceil(geometry.coordinates.length / 2));
    const fixes = points.map(([lon, lat]) => `<trkpt lat="${lat}" lon="${lon}"><time>${walked}T02:00:00Z</time></trkpt>`).join('');
    await ours.goto(here());
    await step(ours, 'walk').getByText('缺：实地检查日期').waitFor();
    await ours.locator('input[data-track]').setInputFiles({
      name: '轨迹.gpx', mimeType: 'application/gpx+xml',
      buffer: Buffer.from(`<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${fixes}</trkseg></trk></gpx>`),
    });
    await ours.getByRole('button', { name: '发送轨迹' }).click();
    await ours.getByText(/轨迹已收到，现覆盖 \d/).waitFor();
    await step(ours, 'walk').getByText('已完成').waitFor();
    await step(ours, 'record').getByText('缺：检查结论').waitFor();
    for (const state of ['left', 'walked']) {
      await ours.waitForFunction((id) => window.__cairn_map?.getLayer(`piece-${id}`) && window.__cairn_map.queryRenderedFeatures({ layers: [`piece-${id}`] }).length > 0, state);
    }
  });

  test('the other party writes the record and disagrees; what was typed survives a reload, a conflict is shown', async () => {
    await theirs.goto(here());
    const record = step(theirs, 'record');
    await record.getByLabel('检查情况').fill('界桩完好');
    await theirs.waitForTimeout(600);
    await theirs.reload();
    await record.getByText(/已恢复 .* 未保存的内容/).waitFor();
    expect(await record.getByLabel('检查情况').inputValue()).toBe('界桩完好');

    await ours.goto(here());
    await step(ours, 'record').getByRole('radio', { name: '合格', exact: true }).check();
    await step(ours, 'record').getByRole('button', { name: '保存记录' }).click();
    await step(ours, 'sign').getByText(/^缺：/).waitFor();

    await record.getByRole('radio', { name: '待处理' }).check();
    await record.getByLabel('存在问题及处理意见').fill('第三段修路越界');
    await record.getByLabel(`${line.right_name}意见`).fill('第三段走向有异议');
    await record.getByRole('checkbox', { name: '双方意见不一致' }).check();
    await record.getByRole('button', { name: '保存记录' }).click();
    await record.getByText('刚才有人保存了这条记录').waitFor();
    await record.getByRole('button', { name: '采用以上选择' }).click();
    await record.getByRole('button', { name: '保存记录' }).click();
    await theirs.getByText('双方意见不一致：结论不作合并，双方意见如实保留').waitFor();
    await ours.goto('/app/boundaries/ledger?q=' + encodeURIComponent(line.name));
    await ours.getByRole('row', { name: new RegExp(line.name) }).getByText('双方意见不一致').waitFor();
  });

  test('the paper is printed blank and filled', async () => {
    await ours.goto(here());
    for (const label of ['空白表', '已填表']) {
      const download = ours.waitForEvent('download');
      await ours.getByRole('link', { name: `下载 Word ${label}` }).click();
      const parts = unzip(await readFile(await (await download).path()));
      const text = parts.get('word/document.xml')?.toString('utf8') ?? '';
      expect(text).toContain(line.name);
      expect(text.includes('第三段修路越界')).toBe(label === '已填表');
    }
    const print = await ours.getByRole('link', { name: '打印已填表' }).getAttribute('href');
    const html = await ours.evaluate(async (at) => (await fetch(at)).text(), print ?? '');
    expect(html).toContain('第三段走向有异议');
  });

  test('both sides sign, the scan comes, and only then the line can be closed', async () => {
    await ours.goto(here());
    const close = step(ours, 'close').getByRole('button', { name: '办结这条界线' });
    await unfold(ours, 'close');
    expect(await close.isDisabled()).toBe(true);
    await step(ours, 'sign').getByLabel(`${line.left_name}签字日期`).fill(dayFromToday(-10));
    await step(ours, 'sign').getByRole('button', { name: '保存签字' }).click();
    await step(ours, 'sign').getByText(`缺：${line.right_name}签字日期、文号`).waitFor();

    await theirs.goto(here());
    await step(theirs, 'sign').getByLabel(`${line.right_name}签字日期`).fill(dayFromToday(-9));
    await step(theirs, 'sign').getByLabel('文号').fill('文联检〔2026〕1号');
    await step(theirs, 'sign').getByRole('button', { name: '保存签字' }).click();
    await step(theirs, 'scan').getByText('缺：签字盖章的扫描件').waitFor();
    await step(theirs, 'scan').locator('input[type=file]').setInputFiles({ name: '扫描件.png', mimeType: 'image/png', buffer: await theirs.screenshot() });
    await step(theirs, 'scan').getByRole('link', { name: '扫描件.png' }).waitFor();
    await step(theirs, 'scan').getByText('已完成').waitFor();

    await ours.goto(here());
    await close.click();
    await ours.locator('.ant-popconfirm').getByRole('button', { name: '办结这条界线' }).click();
    await step(ours, 'close').getByText(/已于 .* 办结/).waitFor();
    await ours.getByText('双方意见不一致：结论不作合并，双方意见如实保留').waitFor();
  });

  test('the dashboard: map and table show the same lines, and choose the same one', async () => {
    const { page, expectClean } = office;
    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.goto('/app/boundaries/rounds/5?level=county');
    await page.getByRole('button', { name: '已办结 1', exact: true }).waitFor();
    await page.waitForFunction(() => document.querySelectorAll('tr[id^="round-line-"]').length > 1 && window.__cairn_map?.loaded());
    const rows = async () => (await page.locator('tr[id^="round-line-"]').evaluateAll((all) => all.map((row) => row.id.slice('round-line-'.length)))).sort();
    const drawn = () => page.evaluate(() => [...new Set(window.__cairn_map?.queryRenderedFeatures({ layers: ['round-hit'] }).map((one) => String(one.properties.code)))].sort());
    await expect.poll(async () => JSON.stringify(await drawn()) === JSON.stringify(await rows()), { timeout: 20_000 }).toBe(true);

    await page.getByRole('button', { name: `${line.name} 在地图上选中` }).click();
    await page.waitForURL(new RegExp(`line=${line.code}`));
    await page.waitForFunction((code) => window.__cairn_map?.queryRenderedFeatures({ layers: ['round-selected'] }).some((one) => one.properties.code === code), line.code);

    const other = (await rows()).find((code) => code !== line.code) ?? '';
    await page.goto('/app/boundaries/rounds/5?level=county');
    await page.waitForFunction(() => window.__cairn_map?.loaded() && window.__cairn_map.queryRenderedFeatures({ layers: ['round-hit'] }).length > 0);
    const at = await page.evaluate((code) => {
      const map = window.__cairn_map;
      const shape = map?.queryRenderedFeatures({ layers: ['round-hit'] }).find((one) => one.properties.code === code)?.geometry;
      const points = (shape?.type === 'LineString' ? shape.coordinates : shape?.type === 'MultiLineString' ? shape.coordinates[0] : []) as [number, number][];
      const point = points[Math.floor(points.length / 2)];
      const box = map?.getCanvas().getBoundingClientRect();
      const px = point && map?.project(point);
      return px && box ? { x: box.left + px.x, y: box.top + px.y } : undefined;
    }, other);
    if (!at) throw new Error(`${other} is not on the map`);
    await page.mouse.click(at.x, at.y);
    await page.waitForURL(/[?&]line=\d{18}/);
    const chosen = new URL(page.url()).searchParams.get('line') ?? '';
    await page.locator(`tr#round-line-${chosen}.chosen`).waitFor();
    await page.getByRole('button', { name: '已办结 1', exact: true }).click();
    await page.waitForURL(/state=closed/);
    await expect.poll(rows, { timeout: 20_000 }).toEqual([line.code]);
    await expect.poll(drawn, { timeout: 20_000 }).toEqual([line.code]);
    expectClean();
  });

  test('the round is closed with a reason, archived, and its archive holds what its manifest says', async () => {
    const { page } = office;
    await page.goto('/app/boundaries/rounds/5');
    await page.getByRole('button', { name: '结束联合检查' }).click();
    const closing = page.getByRole('dialog');
    await closing.getByText(/还有 \d+ 条界线/).waitFor();
    await closing.getByRole('button', { name: '结束联合检查' }).click();
    await closing.getByText('还有界线未办结，请写明原因').waitFor();
    await closing.getByLabel('原因').fill('乡级界线另行安排');
    await closing.getByRole('button', { name: '结束联合检查' }).click();
    await page.getByText('结束时仍有界线未办结，原因：乡级界线另行安排').waitFor();
    await page.getByRole('button', { name: '归档', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: '归档', exact: true }).click();
    await page.getByText(/归档$/).first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载归档包' }).click();
    const parts = unzip(await readFile(await (await download).path()));
    const manifest = JSON.parse(parts.get('manifest.json')?.toString('utf8') ?? '{}') as { files: { path: string; sha256: string }[] };
    expect(manifest.files.length).toBeGreaterThan(3);
    for (const { path, sha256 } of manifest.files) {
      expect(createHash('sha256').update(parts.get(path) ?? Buffer.alloc(0)).digest('hex'), path).toBe(sha256);
    }
    expect(manifest.files.some((one) => one.path.endsWith('.png'))).toBe(true);
  });
});
