/** Findings from the report to the archive, the list of markers and hazards, disputes, patrols: on the pack. */
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Line, Marker, Page as List } from '../src/api/types';
import { startBrowser } from './browser';
import { account, choose, dayFromToday, tell } from './office';
import { pack, packIsThere, type Service, startService } from './service';
import { ask } from './steps';
import { unzip } from './unzip';

let service: Service;
let browser: Browser;
let page: Page;
let marker: Marker;

const today = dayFromToday(0);

describe.skipIf(!packIsThere)('the boundary desk of a county', () => {
  beforeAll(async () => {
    [service, browser] = await Promise.all([startService({ sample: false }), startBrowser()]);
    await service.cairn('import', pack, '--json');
    page = await account(service, browser, 'jiebian', '李巡查', 'inspector', '532601');
    const { items } = await ask<List<Marker>>(page, '/boundaries/markers?area=532601&limit=10');
    const [first] = items;
    if (!first) throw new Error('the pack has no marker of 532601');
    marker = first;
  }, 600_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
  });

  const card = () => page.getByRole('region', { name: /下一步/ });

  test('a lost marker is reported, told, visited, decided, put up again, and filed with its new registration', async () => {
    await page.goto(`/app/boundaries/findings/new?marker=${marker.number}`);
    await choose(page, '类别', '丢失');
    await page.getByLabel('情况').fill('界桩不见，原址有新开挖痕迹');
    // What was typed is there again after the page was left.
    await page.waitForTimeout(600);
    await page.reload();
    await page.getByText('已恢复上次未提交的内容').waitFor();
    expect(await page.getByLabel('情况').inputValue()).toContain('新开挖痕迹');
    await page.getByRole('button', { name: '上报', exact: true }).click();
    await page.getByRole('heading', { name: new RegExp(`${marker.number} 丢失`) }).waitFor();

    await page.getByLabel('通报方式').fill('电话通知砚山县民政局王某');
    await page.getByRole('button', { name: '登记通报' }).click();
    await card().getByLabel('到场人员').fill('李巡查、王科长');
    await page.getByRole('button', { name: '登记踏勘' }).click();
    await card().getByLabel('决定内容').fill('按原位置重立界桩');
    await card().getByLabel('文件号').fill('文民界〔2026〕3号');
    await page.getByRole('button', { name: '登记决定' }).click();
    await choose(page, '处理结果', '原地恢复');
    await page.getByRole('button', { name: '登记处理' }).click();

    // Put up again without a registration is refused at its field, before anything is sent.
    await card().getByLabel('档号').fill('界档-2026-07');
    await page.getByRole('button', { name: '归档', exact: true }).click();
    await card().getByText('必填').first().waitFor();
    const signed = card().getByLabel('双方签字人');
    for (const name of ['李某', '王某']) {
      await signed.fill(name);
      await signed.press('Enter');
    }
    await page.getByRole('button', { name: '归档', exact: true }).click();
    await page.getByText(/界桩新登记：第 2 版/).waitFor();
    const versions = await ask<List<unknown>>(page, `/boundaries/markers/${marker.id}/registrations`);
    expect(versions.items).toHaveLength(2);
    await page.getByRole('button', { name: '办结', exact: true }).click();
    await page.locator('.page-head').getByText('已办结').waitFor();
  });

  test('what others wrote first is told, and nothing that was typed is lost', async () => {
    const found = await tell<{ id: string; version: number }>(page, 'POST', '/boundaries/findings', { kind: 'damage', marker: marker.number, description: '碑体断裂', found_at: new Date().toISOString() });
    await page.goto(`/app/boundaries/findings/${found.id}`);
    await page.getByLabel('通报方式').fill('函告');
    await tell(page, 'POST', `/boundaries/findings/${found.id}/tell`, { how: '电话' }, found.version);
    await page.getByRole('button', { name: '登记通报' }).click();
    await page.getByText('其他人已先修改').waitFor();
    await page.getByRole('button', { name: '读取最新情况' }).click();
    await page.getByRole('heading', { name: '下一步：联合踏勘' }).waitFor();
  });

  test('what is overdue says so, on the board, in the table and on the map', async () => {
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await tell(page, 'POST', '/boundaries/findings', { kind: 'damage', marker: marker.number, description: '被车辆撞断', found_at: ago(16), reported_at: ago(15) });
    await page.goto('/app/boundaries/findings');
    const cards = page.getByRole('region', { name: '看板' }).getByRole('article');
    await cards.filter({ hasText: '被车辆撞断' }).getByText(/超期 \d+ 天/).waitFor();
    await cards.filter({ hasText: '被车辆撞断' }).getByText('迟报').waitFor();
    await page.getByRole('button', { name: /已超期/ }).click();
    await page.waitForURL(/overdue=1/);
    await cards.filter({ hasText: '碑体断裂' }).waitFor({ state: 'detached' });
    expect(await cards.count()).toBe(1);
    await page.getByText('表格', { exact: true }).click();
    await page.getByRole('cell', { name: /超期 \d+ 天/ }).waitFor();
    await page.getByText('地图', { exact: true }).last().click();
    await page.getByText('地图上有 1 条隐患。').waitFor();
  });

  test('the list of markers and hazards counts all markers, agrees with its map, and goes out as a workbook', async () => {
    await page.goto('/app/boundaries/markers?map=1');
    await page.getByText(/合计 \d+ 行；界桩 54 \/ 54/).waitFor();
    await page.getByText(/地图上有 \d+ 行/).waitFor();
    const row = page.getByRole('row', { name: new RegExp(marker.number) }).first();
    await row.getByText('被车辆撞断').or(row.getByText('碑体断裂')).first().waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出 Excel' }).click();
    const parts = unzip(await readFile(await (await download).path()));
    const text = [...parts.values()].map((part) => part.toString('utf8')).join('');
    for (const word of [marker.number, '责任依据', '被车辆撞断']) expect(text).toContain(word);
    await row.getByRole('link', { name: marker.number }).click();
    await page.waitForURL(new RegExp(`/boundaries/markers/${marker.id}`));
  });

  test('a dispute is put on record, mediated and settled; who has not the right finds no trace of it', async () => {
    const line = marker.lines[0] ?? '';
    await page.goto(`/app/boundaries/disputes/new?line=${line}`);
    await page.getByLabel('纠纷名称').fill('上寨村与下寨村放牧地纠纷');
    await page.getByLabel('起点里程').fill('1.2');
    await page.getByLabel('终点里程').fill('0.8');
    // By its kind: while the spinner of the refused try fades, the button's name has that in it.
    const save = page.locator('button[type="submit"]', { hasText: '登记' });
    await save.click();
    await page.getByText('终点里程小于起点里程').waitFor();
    await page.getByLabel('终点里程').fill('2.8');
    await save.click();
    await page.getByText('K1+200 – K2+800').first().waitFor();
    const address = page.url();
    await page.getByRole('button', { name: '登记调解' }).click();
    await page.getByLabel('调解人').fill('乡司法所');
    await page.getByLabel('调解结果').fill('同意轮流放牧');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('同意轮流放牧').waitFor();
    await page.getByRole('button', { name: '化解办结' }).click();
    await page.getByLabel('化解结果').fill('签订协议');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('button', { name: '重新办理' }).waitFor();

    const clerk = await account(service, browser, 'jingban', '王经办', 'officer', '532601');
    await clerk.goto('/app/boundaries/findings');
    await clerk.getByRole('heading', { name: '隐患处置' }).waitFor();
    expect(await clerk.getByRole('link', { name: '纠纷台账' }).count()).toBe(0);
    await clerk.goto(new URL(address).pathname);
    await clerk.getByText('没有这个页面').waitFor();
    expect(await clerk.getByText('放牧地纠纷').count()).toBe(0);
  });

  test('a patrol with a GPX track shows what it covered', async () => {
    const { geometry } = await ask<Line>(page, `/boundaries/lines/${marker.lines[0] ?? ''}`);
    const course = geometry?.type === 'LineString' ? geometry.coordinates : geometry?.type === 'MultiLineString' ? geometry.coordinates[0] : undefined;
    if (!course) throw new Error('the line has no course');
    const from = Date.parse(`${today}T00:00:00+08:00`) - 60_000 * 180;
    const points = course.map(([lon, lat], i) => `<trkpt lat="${lat}" lon="${lon}"><time>${new Date(from + i * 1000).toISOString()}</time></trkpt>`).join('');
    await page.goto('/app/boundaries/patrols/new');
    await page.locator('input[data-role="track"]').setInputFiles({ name: '巡查.gpx', mimeType: 'application/gpx+xml', buffer: Buffer.from(`<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>${points}</trkseg></trk></gpx>`) });
    await page.getByText(/巡查\.gpx：\d+ 个点/).waitFor();
    expect(await page.getByLabel('开始时间').inputValue()).not.toBe('');
    await page.getByRole('button', { name: '提交巡查' }).click();
    await page.getByRole('heading', { name: /李巡查 巡查/ }).waitFor();
    const month = dayFromToday(-1).slice(0, 7);
    await page.goto(`/app/boundaries/patrols?tab=coverage&period=${month}`);
    await page.getByRole('row').filter({ hasText: /已覆盖 (9[5-9]|100)/ }).first().waitFor();
    await page.waitForFunction(() => window.__cairn_map?.getLayer('coverage-line'));
  });

  test('who planned and did not walk is behind', async () => {
    const [year, month] = [new Date().getFullYear(), new Date().getMonth()];
    const before = new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
    await tell(page, 'POST', '/boundaries/patrol-plans', { area_code: '532601', patroller: '第二巡查组', from_on: before });
    await page.goto(`/app/boundaries/patrols?period=${before.slice(0, 7)}`);
    await page.getByRole('row').filter({ hasText: '第二巡查组' }).getByText('未按期').waitFor();
    await page.getByRole('tab', { name: '巡查计划' }).click();
    await page.getByRole('button', { name: /修改文山市的计划/ }).click();
    await choose(page, '周期', '每 3 个月');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('row').filter({ hasText: '第二巡查组' }).getByText('每 3 个月').waitFor();
  });

  test('a colleague of another county reads, but is not offered the steps', async () => {
    const other = await account(service, browser, 'linxian', '赵巡查', 'inspector', '532628');
    const { items } = await ask<List<{ id: string; state: string }>>(other, '/boundaries/findings?state=open');
    const [first] = items;
    if (!first) throw new Error('no open finding');
    await other.goto(`/app/boundaries/findings/${first.id}`);
    await other.getByText('由毗邻双方办理').waitFor();
    expect(await other.getByRole('heading', { name: /下一步/ }).count()).toBe(0);
  });
});
