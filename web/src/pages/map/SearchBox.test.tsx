import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { fakeService, show } from '../../test/fake';
import { SearchBox } from './SearchBox';

const hit = (id: string, name: string, matched = name) => ({
  id, name, matched_name: matched, pinyin: 'wen shan', class: '22200', area_code: '532601', area_path: ['文山州', '文山市'], lon: 104, lat: 23, score: 1,
});

function start(items: object[]) {
  const log = fakeService({
    'GET /gazetteer/suggest': () => ({ body: { items } }),
    'GET /boundaries/markers': () => ({ body: { items: [], next: null } }),
    'GET /facilities': () => ({ body: { items: [], next: null } }),
  });
  const chosen = vi.fn();
  show(<SearchBox onChoose={chosen} />);
  return { log, chosen, box: screen.getByRole('combobox') };
}

test('suggestions come while typing and are chosen by keyboard', async () => {
  const { chosen, box } = start([hit('1', '文山州'), hit('2', '文山市')]);
  await userEvent.type(box, '文山');
  const options = await screen.findAllByRole('option');
  expect(options).toHaveLength(2);
  expect(options[0]).toHaveTextContent('文山州');
  expect(options[0]).toHaveTextContent('文山州 › 文山市');
  await waitFor(() => expect(options[0]).toHaveTextContent('农村居民点'));
  expect(box).toHaveAttribute('aria-activedescendant', options[0]?.id);

  await userEvent.keyboard('{ArrowDown}');
  expect(options[1]).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  expect(chosen).toHaveBeenCalledWith({ kind: 'place', id: '2' });
  expect(screen.queryByRole('option')).toBeNull();
});

test('the name form that matched is named', async () => {
  const { box } = start([hit('1', '文山市', '开化府')]);
  await userEvent.type(box, '开化府');
  expect(await screen.findByText('即 开化府')).toBeInTheDocument();
});

test('characters beyond the basic plane reach the service and come back whole', async () => {
  const { log, box } = start([hit('1', '𣲗水村')]);
  await userEvent.type(box, '𣲗');
  const option = await screen.findByRole('option');
  expect(option).toHaveTextContent('𣲗水村');
  expect(option.querySelector('mark')).toHaveTextContent('𣲗');
  expect(log.find((one) => one.path === '/gazetteer/suggest')?.query.get('q')).toBe('𣲗');
});

test('nothing found is said, with advice', async () => {
  const { box } = start([]);
  await userEvent.type(box, 'zzz');
  expect(await screen.findByText(/没有找到/)).toBeInTheDocument();
});

test('Escape closes the list, then clears the text', async () => {
  const { box } = start([hit('1', '文山市')]);
  await userEvent.type(box, '文山');
  await screen.findByRole('option');
  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('option')).toBeNull();
  await userEvent.keyboard('{Escape}');
  expect(box).toHaveValue('');
});
