/** A bureau adds a kind of facility, on the pages and from a file; form, map, coverage, list and export know it at once. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Facility, FacilityKind, Page as List } from '../src/api/types';
import type { Answer as Coverage } from '../src/pages/coverage/answer';
import { openPage, startBrowser } from './browser';
import { type Service, startService } from './service';
import { ask, firstSignIn, waitForFeature } from './steps';

let service: Service;
let browser: Browser;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'cairn-kinds-'));

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  ({ page } = await openPage(browser, service.address));
  await firstSignIn(page, service.login, service.password);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Chooses by typing: long lists draw only what is in view. */
async function choose(label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).last().fill(option);
  await page.getByTitle(option, { exact: true }).last().click();
}

const save = () => page.getByRole('button', { name: '保存', exact: true }).click();

async function nearCemetery(): Promise<Facility> {
  const { items } = await ask<List<Facility>>(page, '/facilities?kind=township_cemetery&limit=1');
  if (!items[0]) throw new Error('the sample has no cemetery');
  return items[0];
}

test('儿童之家 is added with its fields, and the preview follows', async () => {
  await page.goto('/app/coverage/kinds');
  await page.getByRole('button', { name: '新增类别' }).click();
  await page.getByLabel('名称', { exact: true }).fill('儿童之家');
  await page.getByLabel('代码', { exact: true }).first().fill('Childrens');
  await choose('统计单位', '乡镇（街道）');
  await choose('容量', '名额');
  await choose('默认统计口径', '有无设施');
  await choose('服务对象', '本乡镇居民');
  const preview = page.getByRole('figure', { name: '图上样式预览' }).getByRole('presentation').first();
  const before = await preview.getAttribute('src');
  await page.getByRole('radio', { name: '六边形' }).check();
  await page.getByRole('radio', { name: '朱红' }).check();
  expect(await preview.getAttribute('src')).not.toBe(before);

  await page.getByRole('button', { name: '添加字段' }).click();
  await page.getByLabel('字段名称').last().fill('登记儿童数');
  await choose('类型', '整数');
  await page.getByLabel('计量单位').last().fill('人');
  await page.getByRole('switch', { name: '必填' }).last().click();
  await page.getByRole('button', { name: '添加字段' }).click();
  await page.getByLabel('字段名称').last().fill('备注');
  await choose('类型', '选项');
  await page.getByRole('button', { name: '添加选项' }).click();
  await page.getByLabel('选项名称').last().fill('学校');
  await page.getByRole('button', { name: '添加阶段' }).click();
  await page.getByLabel('阶段名称').fill('立项');
  await save();
  await page.getByText('代码应以小写字母开头').waitFor();
  await page.getByText('“备注”是每个设施都有的栏目').waitFor();
  await page.getByLabel('代码', { exact: true }).first().fill('childrens_home');
  await page.getByLabel('字段名称').last().fill('场所');
  await save();
  await page.getByRole('row', { name: /儿童之家/ }).getByText('登记儿童数、场所').waitFor();
  const kind = await ask<FacilityKind>(page, '/facilities/kinds/childrens_home');
  expect([kind.unit, kind.rule, kind.serves, kind.capacity_kind, kind.symbol, kind.colour]).toEqual(['township', 'presence', 'township', 'places', 'hexagon', '#d55e00']);
});

test('a facility of it: required fields, doubts, the map', async () => {
  const near = await nearCemetery();
  await page.goto(`/app/?do=new-facility#map=12.5/${near.lat}/${near.lon}`);
  await choose('类别', '儿童之家');
  await page.getByLabel('名称', { exact: true }).fill('沙坝儿童之家');
  await page.getByLabel('经度').fill(String(near.lon));
  await page.getByLabel('纬度').fill(String(near.lat));
  await page.getByText(/^位于 .*/).waitFor();
  await page.getByLabel('容量').fill('5');
  await page.getByLabel('已用').fill('8');
  await choose('场所', '学校');
  await save();
  await page.getByText('必填').first().waitFor();
  await page.getByLabel('登记儿童数').fill('12');
  await save();
  await page.getByText('已用（入住）8 超过容量 5').waitFor();
  await page.getByRole('button', { name: '确认无误，仍然保存' }).click();
  await page.getByRole('heading', { name: '沙坝儿童之家' }).waitFor();
  await page.getByText('12 人').waitFor();
  await waitForFeature(page, 'facility-dot', 'name', '沙坝儿童之家');
  await waitForFeature(page, 'facility-dot', 'kind', 'childrens_home');
  await page.getByRole('checkbox', { name: '儿童之家' }).waitFor();
});

test('coverage, the list and the export know it', async () => {
  const covered = await ask<Coverage>(page, '/coverage?kind=childrens_home');
  expect([covered.numerator, covered.kind_name]).toEqual([1, '儿童之家']);
  await page.goto('/app/coverage?kind=childrens_home');
  await page.getByText('儿童之家').first().waitFor();

  await page.goto('/app/coverage/facilities?kind=childrens_home');
  await page.getByRole('columnheader', { name: '登记儿童数' }).waitFor();
  await page.getByRole('row', { name: /沙坝儿童之家/ }).getByText('图上点选').waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出 CSV' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text.split('\n')[0]).toContain('登记儿童数,场所');
  expect(text).toContain(',12,学校,');
});

test('what facilities hold cannot be removed, and may be named anew', async () => {
  await page.goto('/app/coverage/kinds/childrens_home');
  await page.getByRole('button', { name: '删除选项 学校' }).click();
  await page.getByRole('button', { name: '添加选项' }).click();
  await page.getByLabel('选项名称').last().fill('村委会');
  await save();
  await page.getByText('“场所”的选项“学校”在 1 个设施中使用，不能删除').waitFor();
  await page.getByRole('button', { name: '删除字段 登记儿童数' }).click();
  await save();
  await page.getByText('“登记儿童数”在 1 个设施中有值，不能删除').waitFor();
  await page.getByRole('button', { name: '取消' }).click();
  await page.getByRole('row', { name: /儿童之家/ }).getByText('登记儿童数、场所').waitFor();

  await page.goto('/app/coverage/kinds/childrens_home');
  await page.getByRole('button', { name: '放弃' }).click();
  await page.getByLabel('选项名称').last().fill('中小学');
  await save();
  await page.getByRole('row', { name: /儿童之家/ }).waitFor();
  await page.goto('/app/coverage/facilities?kind=childrens_home');
  await page.getByRole('row', { name: /沙坝儿童之家/ }).getByText('中小学').waitFor();
});

test('the same from files: a kind and its facilities', async () => {
  const near = await nearCemetery();
  const kinds = join(folder, 'facility_kinds.csv');
  writeFileSync(kinds, '代码,名称,统计单位,容量类型,符号,颜色,服务对象,字段\nprotection_station,未成年人保护站,township,places,star,#009e73,village,staff:专职人员:integer!:人\n');
  expect(await service.cairn('import', kinds)).toContain('1');
  const facilities = join(folder, 'facilities.csv');
  writeFileSync(facilities, `区划代码,类别,名称,经度,纬度,状态,状态起始日,专职人员（人）\n${near.area_code},未成年人保护站,沙坝保护站,${near.lon},${near.lat},在用,2021-05-01,40\n`);
  await service.cairn('import', facilities);

  expect((await ask<Coverage>(page, '/coverage?kind=protection_station')).numerator).toBe(1);
  await page.goto('/app/coverage/facilities?kind=protection_station');
  await page.getByRole('row', { name: /沙坝保护站/ }).getByText('40 人').waitFor();
  await page.goto(`/app/#map=12.5/${near.lat}/${near.lon}`);
  await waitForFeature(page, 'facility-dot', 'kind', 'protection_station');
  const exported = join(folder, 'export.xlsx');
  await service.cairn('export', 'facilities', '--kind', 'protection_station', '--out', exported);
  expect(await service.cairn('import', '--kind', 'facilities', exported)).toMatch(/Nothing has changed|没有变化/);
});
