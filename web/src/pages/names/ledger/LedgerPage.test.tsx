import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { needMessages } from '../../../i18n';
import { fakeService, problem, session, show } from '../../../test/fake';
import type { LedgerEntry } from './ledger';
import { LedgerPage } from './LedgerPage';

beforeEach(async () => {
  session.may.names = true;
  await needMessages('names', 'nameledger');
});

const entry = (id: string, name: string, more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  edit_id: id, place_id: `p-${id}`, on: '2026-03-02', op: 'modify', matter: 'renaming', name, pinyin: 'Xiacun', class_code: '22200', class_name: '农村居民点',
  area_code: '532601001', county: '文山市', township: '开化街道',
  changed: [{ field: 'name', before: '旧村', after: name }, { field: 'meaning', before: null, after: '很长的含义'.repeat(20) }],
  approval: { id: 'ap', authority: '文山市人民政府', authority_kind: 'government', document: '文政复〔2026〕8号', approved_on: '2026-03-01' },
  filing: { due_on: '2026-03-16', state: 'overdue', days_left: -2, filed_on: null },
  announcement: { due_on: '2026-03-16', state: 'late', days_left: null, announced_on: '2026-03-18', number: '〔2026〕第1号' },
  national: { state: 'unreported', reported_on: null, taken_in_on: null, returned_on: null, reason: '', export_version: '' },
  clerk: '李工', set_id: 's1', set_number: 7, lon: 104.2, lat: 23.4, ...more,
});

const zero = { added: 0, modified: 2, deleted: 0, filed: 0, announced: 1, taken_in: 0 };

function serve(national: Parameters<typeof fakeService>[0][string]) {
  return fakeService({
    'GET /gazetteer/ledger': () => ({ body: { items: [entry('e1', '下𣲗村'), entry('e2', '上村')], next: null } }),
    'GET /gazetteer/ledger/totals': ({ query }) => ({ body: { by: query.get('by'), rows: [{ period: '532601', name: '文山市', ...zero }], total: zero } }),
    'POST /gazetteer/ledger/national': national,
    'GET /gazetteer/entries/p-e1/card': () => ({ body: { place_id: 'p-e1', name: '下𣲗村', version: 2, fields: [{ field: 'name', label: '标准名称', value: '下𣲗村' }, { field: 'alias', label: '别名', value: '' }], edit_id: 'e1', national: 'unreported', reason: '' } }),
  });
}

test('filters of the address are what is asked for; clocks say it in words', async () => {
  const log = serve(() => ({}));
  show(<LedgerPage />, '/?matter=renaming&due=overdue&bbox=104,23,105,24&by=month');
  await screen.findByRole('link', { name: '下𣲗村' });
  const asked = log.find((one) => one.path === '/gazetteer/ledger')?.query;
  expect([asked?.get('matter'), asked?.get('due'), asked?.get('bbox')]).toEqual(['renaming', 'overdue', '104,23,105,24']);
  expect(log.find((one) => one.path.endsWith('totals'))?.query.get('by')).toBe('month');
  expect(screen.getAllByText('逾期 2 天')).toHaveLength(2);
  expect(screen.getAllByText('〔2026〕第1号')).toHaveLength(2);
  expect(screen.getAllByText('很长的含义'.repeat(20))[0]?.closest('details')?.open).toBe(false);
});

test('many rows are noted at once; what the service refuses stands at its row', async () => {
  const user = userEvent.setup();
  const log = serve(() => problem(422, { detail: '有记录不能标记', errors: [{ field: 'edits[1]', message: '不能由“已报”改为“已报”' }] }));
  show(<LedgerPage />);
  await screen.findByRole('link', { name: '下𣲗村' });
  await user.click(screen.getByRole('button', { name: '全选 2 条' }));
  await user.click(within(screen.getByRole('region', { name: '已选记录' })).getByRole('button', { name: '标记入库状态' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('国家库导出版本'), 'v3');
  await user.click(within(dialog).getByRole('button', { name: '标记入库状态' }));
  await within(dialog).findByText('1 条不能这样标记，全部未改');
  const sent = log.find((one) => one.method === 'POST')?.body as Record<string, unknown>;
  expect(sent.edits).toEqual(['e1', 'e2']);
  expect([sent.state, sent.export_version]).toEqual(['reported', 'v3']);
  expect(screen.getAllByText('不能由“已报”改为“已报”')).toHaveLength(2);
  expect(document.getElementById('edit-e2')?.className).toContain('refused');
  expect(document.getElementById('edit-e1')?.className).not.toContain('refused');
});

test('the card is copied field by field', async () => {
  const user = userEvent.setup();
  serve(() => ({}));
  show(<LedgerPage />);
  await user.click(await screen.findByRole('button', { name: '下𣲗村 填报卡' }));
  await user.click(await screen.findByRole('button', { name: '复制标准名称' }));
  await waitFor(async () => expect(await navigator.clipboard.readText()).toBe('下𣲗村'));
  expect(screen.queryByRole('button', { name: '复制别名' })).toBeNull();
});
