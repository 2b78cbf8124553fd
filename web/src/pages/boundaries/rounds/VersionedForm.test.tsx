import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { needMessages } from '../../../i18n';
import { fakeService, problem, session, show } from '../../../test/fake';
import { RecordStep } from './RecordStep';
import type { RoundLine } from './rounds';

const line = {
  round: 5, code: '532601000532622000', name: '文山市砚山县线', left_area: '532601', left_name: '文山市', right_area: '532622', right_name: '砚山县',
  state: 'walked', walked_on: '2026-05-06', conclusion: '', findings: '', problems: '', left_opinion: '', right_opinion: '', disagreement: false, version: 3,
} as RoundLine;
const path = '/boundaries/rounds/5/lines/532601000532622000';

beforeEach(async () => {
  localStorage.clear();
  session.may.line = true;
  await needMessages('rounds', 'parts');
});

const fill = async () => {
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: '合格' }));
  await user.type(screen.getByLabelText('砚山县意见'), '第三段走向有异议');
  await user.click(screen.getByRole('checkbox', { name: '双方意见不一致' }));
  await user.click(screen.getByRole('button', { name: '保存记录' }));
};

test('what others wrote elsewhere in the record does not stop the saving', async () => {
  const tries: string[] = [];
  const log = fakeService({
    [`POST ${path}/record`]: ({ headers }) => {
      tries.push(headers.get('If-Match') ?? '');
      return tries.length === 1 ? problem(412, { detail: '已被修改' }) : { body: { ...line, state: 'recorded', version: 5 } };
    },
    [`GET ${path}`]: () => ({ body: { ...line, left_team: '甲组', version: 4 } }),
  });
  show(<RecordStep line={line} mayWork />);
  await fill();
  await expect.poll(() => tries).toEqual(['"3"', '"4"']);
  const sent = log.filter((one) => one.method === 'POST').at(-1)?.body as Record<string, unknown>;
  expect([sent.conclusion, sent.right_opinion, sent.disagreement]).toEqual(['qualified', '第三段走向有异议', true]);
  await expect.poll(() => Object.keys(localStorage).filter((key) => key.includes('round-record'))).toEqual([]);
});

test('what others wrote in the same fields is shown, and a person chooses', async () => {
  const user = userEvent.setup();
  const bodies: Record<string, unknown>[] = [];
  fakeService({
    [`POST ${path}/record`]: ({ headers, body }) => {
      if (headers.get('If-Match') === '"3"') return problem(412, { detail: '已被修改' });
      bodies.push(body as Record<string, unknown>);
      return { body: { ...line, version: 5 } };
    },
    [`GET ${path}`]: () => ({ body: { ...line, conclusion: 'follow_up', problems: '修路越界', version: 4 } }),
  });
  show(<RecordStep line={line} mayWork />);
  await fill();
  await screen.findByText('刚才有人保存了这条记录');
  expect(screen.getByRole('row', { name: /检查结论/ }).textContent).toMatch(/待处理.*合格/);
  await user.click(within(screen.getByRole('row', { name: /检查结论/ })).getByRole('radio', { name: '待处理' }));
  await user.click(screen.getByRole('button', { name: '采用以上选择' }));
  await user.click(screen.getByRole('button', { name: '保存记录' }));
  await expect.poll(() => bodies.length).toBe(1);
  expect([bodies[0]?.conclusion, bodies[0]?.problems, bodies[0]?.right_opinion]).toEqual(['follow_up', '修路越界', '第三段走向有异议']);
});

test('what was typed and not saved is there again', async () => {
  fakeService({ [`POST ${path}/record`]: () => problem(422, { detail: '内容有误', errors: [{ field: 'problems', message: '应写明存在的问题' }] }) });
  show(<RecordStep line={line} mayWork />);
  await fill();
  await screen.findByText('应写明存在的问题');
  await expect.poll(() => Object.entries(localStorage).find(([key]) => key.includes('round-record'))?.[1]).toContain('第三段走向有异议');
});

test('a signed record is read, not written', async () => {
  fakeService({});
  show(<RecordStep line={{ ...line, state: 'signed', conclusion: 'qualified', right_opinion: '同意' }} mayWork />);
  await screen.findByText(/双方已签字/);
  expect(screen.queryByRole('button', { name: '保存记录' })).toBeNull();
  expect(screen.getByText('同意')).toBeTruthy();
});
