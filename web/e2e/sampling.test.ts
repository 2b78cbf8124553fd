/** Sixty corrections in one set: withdrawn and returned ones besides, reviewed by sample in the page, published with one click, taken back by a new set. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Page as List, Place } from '../src/api/types';
import type { ChangeSet } from '../src/pages/names/changes/changes';
import { startBrowser } from './browser';
import { account, takeStep, tell } from './office';
import { type Service, startService } from './service';
import { ask } from './steps';

const size = 60;
const sample = 4;

let service: Service;
let browser: Browser;
let officer: Page;
let reviewer: Page;
let places: Place[];

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
  officer = await account(service, browser, 'yewu', '李业务', 'officer', '5326');
  reviewer = await account(service, browser, 'shenhe', '张审核', 'reviewer', '5326');
  places = (await ask<List<Place>>(officer, `/gazetteer/entries?area=5326&limit=${size}`)).items;
  expect(places.length).toBe(size);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

/** A submitted batch of corrections, made by a program as an export of a survey would be. */
async function batch(title: string, of: Place[]): Promise<string> {
  const items = await Promise.all(of.map(async ({ id }) => {
    const { version } = await ask<Place>(officer, `/gazetteer/entries/${id}`);
    return { place_id: id, base_version: version, fields: { origin_text: `${title}核实` } };
  }));
  const set = await tell<ChangeSet>(officer, 'POST', '/gazetteer/changes', { stream: 'correction', title, reason: '外业核实', items });
  await tell(officer, 'POST', `/gazetteer/changes/${set.id}/submit`, {}, set.version);
  return set.id;
}

test('a batch is reviewed by sample, the rest with one click, published, and taken back by a new set', async () => {
  const id = await batch('批量改来历', places);
  await reviewer.goto(`/app/names/changes/${id}`);
  await reviewer.getByLabel('抽样条数').fill(String(sample));
  await reviewer.getByRole('button', { name: '抽样', exact: true }).click();
  await reviewer.getByRole('button', { name: '重新抽样' }).waitFor();
  const sampled = reviewer.locator('tr.sampled');
  expect(await sampled.count()).toBe(sample);

  const rest = reviewer.getByRole('button', { name: /其余 \d+ 条一并通过/ });
  await rest.click();
  await reviewer.getByText(`样本中还有 ${sample} 条未审核通过`).waitFor();
  for (let i = 0; i < sample; i++) {
    const row = sampled.nth(i);
    await row.getByRole('button', { name: /^展开/ }).click();
    await reviewer.getByRole('button', { name: '此条通过' }).click();
    await row.getByText('通过', { exact: true }).waitFor();
    await row.getByRole('button', { name: /^收起/ }).click();
  }
  await rest.click();
  await reviewer.getByText(`已通过 ${size}`).waitFor();
  await takeStep(reviewer, '审核通过');
  await takeStep(reviewer, '发布');
  await reviewer.getByText('已发布').first().waitFor();
  const place = await ask<Place>(reviewer, `/gazetteer/entries/${places[size - 1]?.id}`);
  expect(place.origin_text).toBe('批量改来历核实');

  await takeStep(reviewer, '撤销此次变更');
  await reviewer.waitForURL((url) => url.pathname.includes('/names/changes/') && !url.pathname.endsWith(id));
  await reviewer.getByText('所撤销的变更单').waitFor();
  await reviewer.getByText(`共 ${size} 条`).waitFor();
});

test('one item of a set is returned with its reason, the rest with it; its author withdraws', async () => {
  const id = await batch('小批', places.slice(0, 2));
  await reviewer.goto(`/app/names/changes/${id}`);
  await reviewer.getByRole('button', { name: '退回此条' }).first().click();
  await reviewer.getByLabel('退回理由').fill('来历与档案不符');
  await reviewer.getByRole('button', { name: '确定退回' }).click();
  await reviewer.getByText('审核员：来历与档案不符').waitFor();
  await takeStep(reviewer, '退回');
  await reviewer.getByText('已退回').first().waitFor();

  await officer.goto('/app/names/work');
  await officer.getByRole('region', { name: '退回给我的' }).getByRole('link', { name: /小批/ }).click();
  await officer.getByText('审核员：来历与档案不符').waitFor();
  await takeStep(officer, '撤回');
  await officer.getByText('已撤回').first().waitFor();
  const { state } = await ask<ChangeSet>(officer, `/gazetteer/changes/${id}`);
  expect(state).toBe('withdrawn');
});
