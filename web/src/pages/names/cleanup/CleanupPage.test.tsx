/** Judging from the keyboard, with what is sent for it. */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { needMessages } from '../../../i18n';
import { fakeService, session, show } from '../../../test/fake';
import { CleanupPage } from './CleanupPage';

beforeEach(async () => {
  await needMessages('names', 'cleanup');
  session.may.names = true;
  session.may.propose = true;
});

const row = (id: string, name: string, state = 'found') => ({
  id, place_id: `p-${id}`, name, class_code: '22200', class_name: '农村居民点', area_code: '532601001', area_path: ['文山州', '文山市', '开化街道'], rule: 'duplicate', category: 'duplicate',
  severity: 'warning', article: '第九条', message: `${name}重名`, state, reason: '', judged_by: '', set_id: null, new_name: '', how: '', found_at: '2026-01-01T00:00:00Z', version: 3,
});
const none = { found: 2, exception: 0, to_rectify: 0, renamed: 0, closed: 0, total: 2, by: '', name: '' };

test('rows are judged from the keyboard; an exception needs its reason', async () => {
  const user = userEvent.setup();
  const log = fakeService({
    'GET /gazetteer/cleanup': () => ({ body: { items: [row('1', '老寨'), row('2', '新寨')], next: null } }),
    'GET /gazetteer/cleanup/totals': () => ({ body: { rows: [], total: none, runs: [] } }),
    'POST /gazetteer/cleanup/judge': () => ({ body: {} }),
  });
  show(<CleanupPage />, '/names/cleanup');
  await screen.findByText('新寨重名');
  screen.getByRole('group', { name: '台账' }).focus();
  await user.keyboard('je');
  await screen.findByText('新寨：新寨重名');
  await user.click(screen.getByRole('button', { name: '确定' }));
  await screen.findByText('保留须说明理由');
  expect(log.some(({ method }) => method === 'POST')).toBe(false);
  await user.type(screen.getByLabelText('理由'), '历史悠久');
  await user.click(screen.getByRole('button', { name: '确定' }));
  await waitFor(() => expect(log.find(({ method }) => method === 'POST')?.body).toEqual({ rows: [{ id: '2', version: 3 }], verdict: 'exception', reason: '历史悠久' }));
});

test('filters stand in the address and in what is asked', async () => {
  const log = fakeService({
    'GET /gazetteer/cleanup': () => ({ body: { items: [], next: null } }),
    'GET /gazetteer/cleanup/totals': () => ({ body: { rows: [], total: none, runs: [] } }),
  });
  const router = show(<CleanupPage />, '/names/cleanup?category=odd');
  await userEvent.setup().click(await screen.findByRole('button', { name: /待整改/ }));
  await waitFor(() => expect(router.state.location.search).toContain('state=to_rectify'));
  await waitFor(() => expect(log.some(({ path, query }) => path === '/gazetteer/cleanup' && query.get('state') === 'to_rectify' && query.get('category') === 'odd')).toBe(true));
});
