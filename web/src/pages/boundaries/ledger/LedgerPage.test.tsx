import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { needMessages } from '../../../i18n';
import { fakeService, show } from '../../../test/fake';
import type { LedgerLine, Totals } from '../rounds/rounds';
import { LedgerPage } from './LedgerPage';

beforeEach(() => needMessages('rounds', 'parts'));

const line = (code: string, name: string, more: Partial<LedgerLine> = {}) => ({
  round: 5, code, name, level: 'county', left_area: '532601', left_name: '文山市', right_area: '532622', right_name: '砚山县', agreed_length_km: 164.406, state: 'recorded',
  batch: 2026, due_on: '2026-10-31', overdue: true, leading: 'left', conclusion: 'follow_up', problems: '第三段修路越界', disagreement: true, open_findings: 2,
  left_signed_on: null, right_signed_on: '2026-05-27', document: '', covered: 0.373, walked_km: 61.375, markers_due: 4, markers_done: 1, markers_bad: 0, last_round: 4, last_on: '2019-10-22',
  ours: 'right', leading_name: '文山市', our_signed_on: '2026-05-27', their_signed_on: null, open_problems: true, version: 4, ...more,
});
const totals = (lines: number, km: number, markers: number) =>
  ({ lines, lines_done: 0, km, km_done: 0, km_walked: 61.375, markers, markers_done: 1, markers_bad: 0, overdue: 1, disagreements: 1, open_findings: 2, states: {}, conclusions: {}, batches: [] }) as unknown as Totals;

test('the filters of the address are asked for; footer of what fits and of the whole; disagreement is never hidden', async () => {
  const log = fakeService({
    'GET /boundaries/ledger': () => ({ body: { round: 5, items: [line('532601000532622000', '文山市砚山县线')], next: null, totals: totals(1, 164.406, 4), whole: totals(222, 5864.927, 54) } }),
    'GET /boundaries/rounds': () => ({ body: { items: [{ number: 5, title: '第五次联合检查', state: 'open' }], next: null } }),
  });
  show(<LedgerPage />, '/?area=532622&party=532601&state=recorded&bbox=104,23,105,24&round=5');
  const row = await screen.findByRole('row', { name: /文山市砚山县线/ });
  const asked = log.find((one) => one.path === '/boundaries/ledger')?.query;
  expect(['area', 'party', 'state', 'bbox', 'round'].map((name) => asked?.get(name))).toEqual(['532622', '532601', 'recorded', '104,23,105,24', '5']);
  const cells = within(row).getAllByRole('cell').map((cell) => cell.textContent);
  expect(cells.slice(1, 3)).toEqual(['砚山县', '文山市']);
  expect(cells).toContain('2026-10-31逾期');
  expect(cells.at(-1)).toBe('双方意见不一致隐患 2 件第三段修路越界');
  const foot = screen.getByRole('region', { name: '台账合计' });
  expect(foot.textContent).toContain('界线（条） 1 / 222');
  expect(foot.textContent).toContain('协议长度（公里） 164.406 / 5,864.927');
  expect(foot.textContent).toContain('界桩（个） 4 / 54');
});

test('pages follow one another until all rows are there; the workbook is asked for with the same filters', async () => {
  const log = fakeService({
    'GET /boundaries/ledger': ({ query }) => ({
      body: query.get('after') ? { round: 5, items: [line('b', '乙线')], next: null } : { round: 5, items: [line('a', '甲线')], next: 'x', totals: totals(2, 1, 0), whole: totals(2, 1, 0) },
    }),
    'GET /boundaries/rounds': () => ({ body: { items: [], next: null } }),
  });
  show(<LedgerPage />, '/?level=county');
  await screen.findByRole('row', { name: /乙线/ });
  expect(screen.getByRole('link', { name: '甲线' }).getAttribute('href')).toBe('/boundaries/rounds/5/lines/a');
  await userEvent.setup().click(screen.getByRole('button', { name: /导出 Excel/ }));
  await expect.poll(() => log.find((one) => one.path === '/boundaries/ledger.xlsx')?.query.get('level')).toBe('county');
});
