import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import type { Place } from '../api/types';
import { type Asked, fakeService, problem, show } from '../test/fake';
import { RecordForm } from './RecordForm';

const place: Place = {
  id: 'p1', name: '老街', pinyin: 'lao jie', class_code: '22200', class_name: '农村居民点', area_code: '532601001', area_path: ['文山市', '开化街道'],
  status: 'current', lon: 104.25, lat: 23.37, alt_names: [], former_names: [], version: 3,
};
const path = '/gazetteer/entries/p1';
const draft = 'cairn.draft.li.place.p1';

async function rename(name: string) {
  const field = await screen.findByLabelText('名称');
  await userEvent.clear(field);
  await userEvent.type(field, name);
}

const save = () => userEvent.click(screen.getByRole('button', { name: '保存' }));
const patches = (log: Asked[]) => log.filter((one) => one.method === 'PATCH');

test('only what changed is sent, from the loaded version', async () => {
  const log = fakeService({ [`PATCH ${path}`]: () => ({ body: { ...place, name: '𣲗水村', version: 4 } }) });
  const router = show(<RecordForm kind="place" record={place} />, '/?sel=place/p1&do=edit');
  await rename('𣲗水村');
  await userEvent.type(screen.getByLabelText('修改原因'), '普查更正');
  await save();
  await waitFor(() => expect(router.state.location.search).toBe('?sel=place/p1'));
  const [sent] = patches(log);
  expect(sent?.body).toEqual({ name: '𣲗水村', reason: '普查更正' });
  expect(sent?.headers.get('If-Match')).toBe('"3"');
  expect(sent?.headers.get('Content-Type')).toBe('application/merge-patch+json');
  expect(localStorage.getItem(draft)).toBeNull();
});

test('a name that was only written wrongly is declared as such', async () => {
  const log = fakeService({ [`PATCH ${path}`]: () => ({ body: { ...place, name: '老阶', version: 4 } }) });
  show(<RecordForm kind="place" record={place} />);
  await screen.findByLabelText('名称');
  expect(screen.queryByText('更正错字')).toBeNull();
  await rename('老阶');
  await userEvent.click(screen.getByLabelText('更正错字'));
  await save();
  await waitFor(() => expect(patches(log)).toHaveLength(1));
  expect(patches(log)[0]?.body).toEqual({ name: '老阶', matter: 'correction' });
});

test('errors stand at their fields, and nothing typed is lost', async () => {
  fakeService({
    [`PATCH ${path}`]: () => problem(422, { detail: '请检查标出的字段', errors: [{ field: 'name', message: '名称不符合规定' }, { field: 'elsewhere', message: '另一处' }] }),
  });
  show(<RecordForm kind="place" record={place} />);
  await rename('坏');
  await save();
  expect(await screen.findByText('名称不符合规定')).toBeInTheDocument();
  expect(screen.getByText('elsewhere: 另一处')).toBeInTheDocument();
  expect(screen.getByLabelText('名称')).toHaveValue('坏');
});

test('a reason for the position is asked for when the service wants one', async () => {
  const log = fakeService({
    [`PATCH ${path}`]: ({ body }) =>
      (body as Place).position_reason
        ? { body: { ...place, version: 4 } }
        : problem(422, { detail: '点位不在所属乡镇内', errors: [{ field: 'position_reason', message: '请说明原因' }] }),
  });
  show(<RecordForm kind="place" record={place} />);
  await rename('新街');
  expect(screen.queryByLabelText('点位说明')).toBeNull();
  await save();
  await userEvent.type(await screen.findByLabelText('点位说明'), '飞地');
  await save();
  await waitFor(() => expect(patches(log)).toHaveLength(2));
  expect(patches(log)[1]?.body).toEqual({ name: '新街', position_reason: '飞地' });
});

test('a stale version shows both sides and keeps what was typed', async () => {
  const newer = { ...place, name: '中街', meaning: '街道居中', version: 4 };
  const log = fakeService({
    [`PATCH ${path}`]: ({ headers }) => (headers.get('If-Match') === '"4"' ? { body: { ...newer, name: '新街', version: 5 } } : problem(412, { detail: '版本过期' })),
    [`GET ${path}`]: () => ({ body: newer }),
  });
  show(<RecordForm kind="place" record={place} />);
  await rename('新街');
  await save();
  expect(await screen.findByText('刚才有人保存了这条记录')).toBeInTheDocument();
  const table = screen.getByRole('table');
  for (const text of ['老街', '中街', '新街', '街道居中']) expect(table).toHaveTextContent(text);

  await userEvent.click(screen.getByRole('button', { name: '采用以上选择' }));
  expect(screen.getByLabelText('名称')).toHaveValue('新街');
  await save();
  await waitFor(() => expect(patches(log)).toHaveLength(2));
  expect(patches(log)[1]?.body).toEqual({ name: '新街' });
  expect(patches(log)[1]?.headers.get('If-Match')).toBe('"4"');
});

test('a draft survives leaving the page', async () => {
  fakeService({});
  show(<RecordForm kind="place" record={place} />);
  await rename('半途');
  cleanup();
  expect(localStorage.getItem(draft)).toContain('半途');
  show(<RecordForm kind="place" record={{ ...place, version: 9 }} />);
  expect(await screen.findByLabelText('名称')).toHaveValue('半途');
  expect(screen.getByText(/已恢复/)).toBeInTheDocument();
  expect(JSON.parse(localStorage.getItem(draft) ?? '{}')).toMatchObject({ base: { version: 3 } });
});

test('no connection keeps the form as it is', async () => {
  fakeService({ [`PATCH ${path}`]: () => { throw new TypeError('no network'); } });
  show(<RecordForm kind="place" record={place} />);
  await rename('离线');
  await save();
  expect(await screen.findByText(/连不上服务/)).toBeInTheDocument();
  expect(screen.getByLabelText('名称')).toHaveValue('离线');
  expect(localStorage.getItem(draft)).toContain('离线');
});

test('saving without a change says so and sends nothing', async () => {
  const log = fakeService({});
  show(<RecordForm kind="place" record={place} />);
  await screen.findByLabelText('名称');
  await save();
  expect(await screen.findByText('没有修改任何内容')).toBeInTheDocument();
  expect(patches(log)).toHaveLength(0);
});

test('a new record needs its name, class and area', async () => {
  const log = fakeService({});
  show(<RecordForm kind="place" />);
  await screen.findByLabelText('名称');
  await save();
  await waitFor(() => expect(screen.getAllByText('必填')).toHaveLength(3));
  expect(log.some((one) => one.method === 'POST')).toBe(false);
});
