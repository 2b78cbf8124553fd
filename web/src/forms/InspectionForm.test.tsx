import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { discard } from '../api/outbox';
import type { Inspection } from '../api/types';
import { Inspections } from '../pages/map/panel/Inspections';
import { fakeService, problem, show } from '../test/fake';
import { InspectionForm } from './InspectionForm';

const marker = { id: 'm1', number: '2324002Q', lines: [], type: 'single', side: 'Q', status: 'standing', lon: 104, lat: 23, version: 1, managing_area: '532623' };

async function fill() {
  await userEvent.click(await screen.findByLabelText('倾斜/松动'));
  await userEvent.type(screen.getByLabelText('经度'), '104.25');
  await userEvent.type(screen.getByLabelText('纬度'), '23.37');
  await userEvent.type(screen.getByLabelText('备注'), '需扶正');
  await userEvent.click(screen.getByRole('button', { name: '登记' }));
}

const waiting = () => JSON.parse(localStorage.getItem('cairn.outbox.inspections') ?? '[]') as { inspection: Inspection }[];

afterEach(() => waiting().forEach((item) => discard(item.inspection.id)));

test('an inspection is sent with an id made here, in the words of the contract', async () => {
  const log = fakeService({
    'GET /boundaries/markers/m1': () => ({ body: marker }),
    'POST /boundaries/inspections': ({ body }) => ({ status: 201, body }),
  });
  const router = show(<InspectionForm markerId="m1" />, '/?sel=marker/m1&do=inspect');
  await fill();
  await waitFor(() => expect(router.state.location.search).toBe('?sel=marker/m1'));
  const sent = log.find((one) => one.method === 'POST')?.body as Inspection;
  expect(sent).toMatchObject({ kind: 'patrol', marker: '2324002Q', observer: '李工', conditions: ['tilted'], lon: 104.25, lat: 23.37, crs: 'wgs84', note: '需扶正' });
  expect(sent.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  expect(sent.observed_at).toMatch(/Z$/);
  expect(waiting()).toHaveLength(0);
});

test('without a connection it waits on this device', async () => {
  fakeService({
    'GET /boundaries/markers/m1': () => ({ body: marker }),
    'POST /boundaries/inspections': () => { throw new TypeError('no network'); },
  });
  const router = show(<InspectionForm markerId="m1" />, '/?sel=marker/m1&do=inspect');
  await fill();
  await waitFor(() => expect(router.state.location.search).toBe('?sel=marker/m1'));
  expect(waiting()).toMatchObject([{ inspection: { marker: '2324002Q', conditions: ['tilted'] } }]);
});

test('a refused one is shown with the reason until it is discarded', async () => {
  const log = fakeService({
    'GET /boundaries/markers/m1': () => ({ body: marker }),
    'GET /boundaries/inspections': () => ({ body: { items: [], next: null } }),
    'POST /boundaries/inspections': () => problem(409, { detail: '同一编号已有不同内容' }),
  });
  show(
    <>
      <InspectionForm markerId="m1" />
      <Inspections marker={marker as never} />
    </>,
  );
  await fill();
  expect(await screen.findByText(/同一编号已有不同内容/)).toBeInTheDocument();
  expect(log.filter((one) => one.method === 'POST')).toHaveLength(1);
  await userEvent.click(screen.getByRole('button', { name: '从本机删除' }));
  expect(screen.queryByText(/同一编号已有不同内容/)).toBeNull();
  expect(waiting()).toHaveLength(0);
});

test('in a round the open one is filled in, and taped distances go along', async () => {
  const witness = { seq: 2, text: '独立石东角', bearing_deg: 118.07, distance_m: 8.19 };
  const log = fakeService({
    'GET /boundaries/markers/m1': () => ({ body: { ...marker, witnesses: [witness] } }),
    'POST /boundaries/inspections': ({ body }) => ({ status: 201, body }),
  });
  show(<InspectionForm markerId="m1" />);
  await userEvent.type(await screen.findByLabelText('2. 独立石东角'), '8.61');
  await userEvent.click(screen.getByText('联合检查'));
  await fill();
  await waitFor(() => expect(log.find((one) => one.method === 'POST')?.body).toMatchObject({ kind: 'round', round: 5, taped: [{ seq: 2, distance_m: 8.61 }] }));
});

test('a condition is required', async () => {
  const log = fakeService({ 'GET /boundaries/markers/m1': () => ({ body: marker }) });
  show(<InspectionForm markerId="m1" />);
  await screen.findByLabelText('倾斜/松动');
  await userEvent.click(await screen.findByRole('button', { name: '登记' }));
  expect(await screen.findByText('至少选择一项')).toBeInTheDocument();
  expect(log.some((one) => one.method === 'POST')).toBe(false);
});
