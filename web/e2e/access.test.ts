/** Every page by the WCAG 2.1 A and AA rules that a machine can check, on the desk and on the phone. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPage, startBrowser } from './browser';
import { tell } from './office';
import { type Service, startService } from './service';
import { ask, firstSignIn } from './steps';

const script = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = [
  '/', '/?do=new-place', '/coverage', '/coverage?compare=presence,distance', '/coverage/print', '/coverage/official', '/coverage/official?tab=reported', '/coverage/facilities/{facility}', '/coverage/facilities', '/coverage/facilities?kind=commercial_cemetery', '/coverage/kinds', '/coverage/kinds?tab=groups', '/coverage/kinds/new', '/coverage/kinds/commercial_cemetery', '/coverage/plans', '/coverage/plans/{plan}', '/coverage/zones', '/coverage/zones/new', '/coverage/zones/{zone}', '/coverage/ledger', '/coverage/monthly', '/coverage/monthly?view=open', '/coverage/monthly?township={township}', '/coverage/indicators', '/coverage/years', '/coverage/network', '/coverage/network?tab=villages', '/coverage/network?tab=reach&kind=township_cemetery', '/coverage/network?tab=settings', '/boundaries', '/boundaries/field', '/boundaries/field?line={line}', '/boundaries/field?line={line}&stretch=0-9000&log=1', '/boundaries/field/records', '/boundaries/lines/{line}', '/boundaries/lines/{line}?tab=work', '/boundaries/lines/{line}?tab=files', '/boundaries/markers/{marker}', '/boundaries/ledger?map=1', '/boundaries/rounds', '/boundaries/rounds/5', '/boundaries/rounds/5?tab=comparison', '/boundaries/rounds/5/lines/{line}', '/boundaries/checks', '/boundaries/checks?tab=alarms', '/boundaries/rules', '/boundaries/rules?tab=conditions', '/boundaries/rules?tab=deadlines', '/boundaries/rules?tab=alarm', '/boundaries/rules?tab=precision', '/names/work', '/names/changes', '/names/changes?tab=reports', '/?do=propose-new', '/names/statistics',
  '/boundaries/markers', '/boundaries/markers?map=1', '/boundaries/findings', '/boundaries/findings?view=table', '/boundaries/findings/new', '/boundaries/disputes', '/boundaries/disputes/new',
  '/boundaries/patrols', '/boundaries/patrols?tab=coverage', '/boundaries/patrols?tab=plans', '/boundaries/patrols/new',
  '/coverage/siting', '/coverage/siting?tab=rules', '/coverage/siting/new', '/coverage/siting/{run}', '/coverage/scenarios', '/coverage/scenarios/new', '/coverage/scenarios/{scenario}', '/coverage/scenarios/{scenario}/edit', '/shared/scenario',
  '/names/ledger', '/names/filing', '/names/filing?tab=announcements', '/names/filing?tab=settings',
  '/names/areas', '/names/areas/new', '/names/cleanup', '/names/reviews', '/names/national', '/names/rules', '/webhooks',
  '/account', '/accounts', '/audit', '/audit?tab=reads',
];

let service: Service;
let browser: Browser;

beforeAll(async () => {
  [service, browser] = await Promise.all([startService({ sample: true }), startBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await service?.stop();
});

describe('the rules of accessibility, and the width of the screen', () => {
  let opened: Awaited<ReturnType<typeof openPage>>;
  let line: string;
  let marker: string;
  let facility: string;
  let plan: string;
  let zone: string;
  let township: string;
  let run: string;
  let scenario: string;
  beforeAll(async () => {
    opened = await openPage(browser, service.address);
    await firstSignIn(opened.page, service.login, service.password);
    await tell(opened.page, 'POST', '/boundaries/rounds', { number: 5 });
    await tell(opened.page, 'POST', '/boundaries/rounds/5/lines', { area: '5326', level: 'county', due_on: '2020-12-31' });
    await tell(opened.page, 'POST', '/boundaries/rounds/5/open', {}, 1);
    line = (await ask<{ items: { code: string }[] }>(opened.page, '/boundaries/lines?level=county&limit=1')).items[0]?.code ?? '';
    marker = (await ask<{ items: { id: string }[] }>(opened.page, '/boundaries/markers?limit=1')).items[0]?.id ?? '';
  });
  beforeAll(async () => {
    facility = (await ask<{ items: { id: string }[] }>(opened.page, '/facilities?kind=commercial_cemetery&limit=1')).items[0]?.id ?? '';
    plan = (await tell<{ id: string }>(opened.page, 'POST', '/facilities/plans', { title: '规划项目表', area_code: '5326', year_from: 2021, year_to: 2025 })).id;
  });
  beforeAll(async () => {
    township = (await ask<{ rows: { area_code: string }[] }>(opened.page, '/facilities/monthly')).rows[0]?.area_code ?? '';
  });
  beforeAll(async () => {
    const outline = { type: 'Polygon', coordinates: [[[104.2, 23.35], [104.26, 23.35], [104.26, 23.4], [104.2, 23.35]]] };
    zone = (await tell<{ id: string }>(opened.page, 'POST', '/facilities/zones', { kind: 'ethnic_eco', name: '示意区', area_code: '5326', from_on: '2020-01-01', geometry: outline })).id;
  });
  beforeAll(async () => {
    await tell(opened.page, 'POST', '/siting/rules', { instrument: '地方规定', article: '第三条', feature: 'settlement', classes: ['township'], distance_m: 1500, severity: 'exclude' });
    run = (await tell<{ id: string }>(opened.page, 'POST', '/siting', { kind: 'township_cemetery', method: 'next', sites: 2, candidates: { from: 'villages' } })).id;
    scenario = (await tell<{ id: string }>(opened.page, 'POST', '/siting/scenarios', { name: '方案一', kind: 'township_cemetery', sites: [{ lon: 104.25, lat: 23.37 }] })).id;
  });
  afterAll(() => opened.expectClean());

  test.each(pages)('%s', async (path) => {
    const { page } = opened;
    for (const viewport of [{ width: 1366, height: 768 }, { width: 390, height: 844 }]) {
      await page.setViewportSize(viewport);
      await page.goto(`/app${path.replace('{line}', line).replace('{marker}', marker).replace('{facility}', facility).replace('{plan}', plan).replace('{zone}', zone).replace('{township}', township).replace('{run}', run).replace('{scenario}', scenario)}`);
      await page.waitForLoadState('networkidle');
      const where = `${path} at ${viewport.width} px`;
      await page.evaluate(script);
      const { violations } = await page.evaluate(() =>
        (window as unknown as { axe: typeof axe }).axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }),
      );
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`), where).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${where} overflows`).toBeLessThanOrEqual(0);
    }
  });
});
