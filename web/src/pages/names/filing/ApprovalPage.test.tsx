import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { needMessages } from '../../../i18n';
import { fakeService, problem, session, show } from '../../../test/fake';
import { Route, Routes } from 'react-router';
import { ApprovalPage } from './ApprovalPage';
import type { FullApproval } from './filing';

beforeEach(async () => {
  session.may.names = true;
  await needMessages('names', 'nameledger', 'filing');
});

const approval: FullApproval = {
  id: 'a1', authority: '文山市人民政府', authority_kind: 'government', authority_area: '532601', document: '文政复〔2026〕8号', approved_on: '2026-03-01', note: '', version: 4,
  route: { rule: 'government', receiver: '文山州人民政府', receiver_area: '5326' },
  filing: { due_on: '2026-03-16', state: 'soon', days_left: 3, filed_on: null, document: '', receiver: '', clerk: '' },
  announcement: { due_on: '2026-03-16', state: 'soon', days_left: 3, announced_on: null },
  counts: { names: 1, unfiled: 1, unannounced: 1, unpublished: 0 }, areas: ['532601001'], sets: [],
  names: [{
    edit_id: 'e1', place_id: 'p1', on: '2026-03-02', op: 'modify', matter: 'renaming', name: '下𣲗村', pinyin: 'Xiaweicun', class_name: '农村居民点', area_code: '532601001',
    county: '文山市', township: '开化街道', before_name: '旧村', filed_on: null, announced_on: null, announcement_number: '', area: '云南省文山州文山市',
  }],
  package: { papers: [{ role: 'registration', label: '地名登记表', made: true, files: [] }, { role: 'approval', label: '批准文件', made: false, files: [] }], missing: ['approval'] },
};

const page = <Routes><Route path="/names/filing/approvals/:id" element={<ApprovalPage />} /></Routes>;

test('the route with its article, the missing papers, and a refused filing at its field', async () => {
  const user = userEvent.setup();
  const log = fakeService({
    'GET /gazetteer/approvals/a1': () => ({ body: approval }),
    'GET /gazetteer/announcements': () => ({ body: { items: [], next: null } }),
    'GET /attachments': () => ({ body: { items: [] } }),
    'POST /gazetteer/approvals/a1/file': () => problem(422, { detail: '填写有误', errors: [{ field: 'filed_on', message: '备案日期不能早于批准日期（2026-03-01）' }] }),
  });
  show(page, '/names/filing/approvals/a1');
  await screen.findByText('文山州人民政府');
  expect(screen.getByText(/报上一级人民政府备案/)).toBeInTheDocument();
  expect(screen.getByText('缺少：批准文件')).toBeInTheDocument();
  expect(screen.getByText('原名 旧村')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: '地名登记表 打印版' })).toHaveAttribute('href', '/gazetteer/approvals/a1/papers/registration?format=html');

  await user.click(screen.getByRole('button', { name: '登记备案' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('备案报告文号'), '文民报〔2026〕3号');
  await user.click(within(dialog).getByRole('button', { name: '登记备案' }));
  await within(dialog).findByText('备案日期不能早于批准日期（2026-03-01）');
  const sent = log.find((one) => one.method === 'POST');
  expect(sent?.headers.get('If-Match')).toBe('"4"');
  expect(sent?.body).toMatchObject({ document: '文民报〔2026〕3号', receiver: '文山州人民政府' });
});
