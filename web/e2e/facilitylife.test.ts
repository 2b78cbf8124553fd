/** What happens to a facility after it is on record, a burial zone, and a plan whose table was read from a file. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { account, choose } from './office';
import { type Service, startService } from './service';
import { ask, firstSignIn, waitForFeature } from './steps';

let service: Service;
let browser: Browser;
let page: Page;
let facility: { id: string; area_code: string; name: string };

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  ({ page } = await openPage(browser, service.address));
  await firstSignIn(page, service.login, service.password);
  const found = (await ask<{ items: (typeof facility)[] }>(page, '/facilities?kind=township_cemetery&limit=1')).items[0];
  if (!found) throw new Error('the sample has no township cemetery');
  facility = found;
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** A picture of one point. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

const part = (name: string) => page.getByRole('region', { name, exact: true }).first();
const dialog = () => page.getByRole('dialog').last();
const save = () => dialog().getByRole('button', { name: '保存' }).click(); // a spinner may still be in its name

test('figures by day, a doubt that is confirmed, papers and a filing', async () => {
  await page.goto(`/app/coverage/facilities/${facility.id}`);
  await page.getByRole('heading', { name: facility.name, level: 1 }).waitFor();
  await part('容量沿革').getByRole('button', { name: '添加容量' }).click();
  await choose(page, '类型', '墓穴');
  await dialog().getByLabel('起始日').fill('2021-12-31');
  await dialog().getByLabel('总数').fill('300');
  await dialog().getByLabel('已用（入住）').fill('320');
  await save();
  await page.getByText('请核对').waitFor();
  await page.getByRole('button', { name: '确属无误，保存' }).click();
  await part('容量沿革').getByRole('cell', { name: '320' }).waitFor();

  await page.getByRole('button', { name: '修改手续情况' }).click();
  await dialog().getByText('不齐全').click();
  await dialog().getByLabel('缺少的手续').fill('林地批复');
  await page.keyboard.press('Enter');
  await save();
  await part('手续').getByText('林地批复').waitFor();

  await part('审批与备案').getByRole('button', { name: '添加审批或备案' }).click();
  await choose(page, '事项', '用地');
  await dialog().getByLabel('文号').fill('文国土〔2018〕9号');
  await dialog().getByLabel('申请日').fill('2018-05-04');
  await dialog().getByLabel('批准（备案）日').fill('2018-01-02');
  await save();
  await dialog().getByText('不得早于 2018-05-04').waitFor();
  await dialog().getByLabel('批准（备案）日').fill('2018-06-01');
  await save();
  await part('审批与备案').getByText('文国土〔2018〕9号').waitFor();

  await part('审批与备案').locator('input[type=file]').setInputFiles({ name: '用地批复.png', mimeType: 'image/png', buffer: picture });
  await part('审批与备案').getByRole('link', { name: '用地批复.png' }).waitFor();
  await part('文件').getByText('用地 文国土〔2018〕9号').waitFor();
  expect((await ask<{ capacity: number; used: number }>(page, `/facilities/${facility.id}`)).used).toBe(320);
});

test('contacts are seen by those who may edit facilities of the area, and by nobody else', async () => {
  await part('联系人').getByRole('button', { name: '添加联系人' }).click();
  await choose(page, '类型', '负责人');
  await dialog().getByLabel('姓名').fill('欧阳秘人');
  await dialog().getByLabel('电话').fill('13900001111');
  await save();
  await part('联系人').getByText('13900001111').waitFor();
  const viewer = await account(service, browser, 'kanke', '看客', 'viewer', '5326');
  await viewer.goto(`/app/coverage/facilities/${facility.id}`);
  await viewer.getByRole('heading', { name: '审批与备案' }).waitFor();
  expect(await viewer.getByText('13900001111').count()).toBe(0);
  expect(await viewer.getByRole('heading', { name: '联系人' }).count()).toBe(0);
  await viewer.close();
});

test('a plan is read from a table as it was written, mended, put in, and its progress told', async () => {
  const county = (await ask<{ items: { code: string; name: string }[] }>(page, '/areas?level=county')).items.find((one) => one.code.startsWith('5326'));
  const name = county?.name ?? '';
  await page.goto('/app/coverage/plans');
  await page.getByRole('button', { name: '添加规划文件' }).click();
  await dialog().getByLabel('名称').fill('殡葬设施建设项目表');
  await dialog().getByLabel('开始年份').fill('2021');
  await dialog().getByLabel('结束年份').fill('2025');
  await save();
  await page.getByRole('heading', { name: '殡葬设施建设项目表', level: 1 }).waitFor();
  await page.getByRole('button', { name: '导入表格' }).click();
  const text = `殡葬设施建设项目表,,,\n年度,县（市）,项目名称,总投资（万元）\n2022,${name},骨灰堂,200\n,无此县,经营性公墓,\n合计,,2个,200\n`;
  await page.locator('input[type=file]').last().setInputFiles({ name: '项目表.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByText('可导入 1 行，待更正 1 行').waitFor();
  await page.getByRole('button', { name: '更正第 4 行' }).click();
  await dialog().getByLabel('地点').click();
  await page.locator('.ant-cascader-menu-item:visible').filter({ hasText: name }).first().click();
  await page.keyboard.press('Escape');
  await save();
  await page.getByRole('button', { name: '导入 2 行' }).click();
  await page.getByText('共 2 个项目，在用 0 个').waitFor();
  await page.getByRole('region', { name: '进度' }).first().getByText('逾期').first().waitFor();
  expect(await page.getByRole('region', { name: '项目' }).getByRole('link').count()).toBeGreaterThan(0);
});

test('a burial zone is drawn on the map, and mended as coordinates', async () => {
  await page.goto('/app/coverage/zones/new');
  await page.getByLabel('名称').fill('自绘火葬区');
  await page.getByText('自绘范围').click();
  const map = page.locator('.zone-map canvas').first();
  await page.waitForFunction(() => window.__cairn_map?.loaded());
  await page.getByRole('button', { name: '在图上绘制' }).click();
  const box = await map.boundingBox();
  if (!box) throw new Error('no map');
  const at = (x: number, y: number) => page.mouse.click(box.x + box.width * x, box.y + box.height * y);
  for (const [x, y] of [[0.45, 0.45], [0.55, 0.45], [0.55, 0.55]] as const) {
    await at(x, y);
    await page.waitForTimeout(400); // apart, so that two of them are no double click
  }
  await page.getByRole('button', { name: '完成' }).click();
  await page.getByText('3 个点').waitFor();
  await page.getByLabel('起始日').fill('2020-07-01');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: '自绘火葬区' }).click();
  const text = page.getByRole('textbox', { name: /坐标/ });
  const lines = (await text.inputValue()).trim().split('\n');
  expect(lines).toHaveLength(3);
  await text.fill(`${lines.join('\n')}\n甲`);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText(/第 4 行/).first().waitFor();
  await text.fill('104.20, 23.35\n104.26, 23.35\n104.26, 23.40\n104.20, 23.40');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: '自绘火葬区' }).waitFor();
  await waitForFeature(page, 'zone-fill-cremation', 'name', '自绘火葬区');
});

test('a burial zone is made of areas', async () => {
  await page.goto('/app/coverage/zones');
  await page.getByRole('button', { name: '添加分区' }).click();
  await page.getByLabel('名称').fill('城区火葬区');
  await page.getByLabel('由哪些区划组成').click();
  await page.locator('.ant-cascader-menu-item:visible .ant-cascader-checkbox').first().click();
  await page.keyboard.press('Escape');
  await page.getByLabel('起始日').fill('2020-07-01');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('row', { name: /城区火葬区/ }).waitFor();
});
