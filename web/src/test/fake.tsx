/** A service for component tests: answers by method and path, and remembers what was asked. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import type { Session } from '../api/types';

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  body: unknown;
}

type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
type Handler = (asked: Asked) => Answer | undefined;

export const session: Session = {
  account: { id: 'a1', login: 'li', name: '李工', role: 'admin', area_code: '5326', area_name: '文山州' },
  may: { place: true, marker: true, line: true, facility: true, inspection: true, accounts: true, audit: true },
  public: [],
  schematic: true,
  prefecture: { code: '5326', name: '文山州', bounds: [103.4, 22.5, 106.2, 24.5] },
  version: 'test',
};

const areas: Record<string, unknown[]> = {
  county: [{ code: '532601', name: '文山市', level: 'county', parent: '5326' }],
  township: [{ code: '532601001', name: '开化街道', level: 'township', parent: '532601' }],
};

/** What most pages ask for besides their own data. */
const common: Record<string, Handler> = {
  'GET /session': () => ({ body: session }),
  'GET /areas': ({ query }) => ({ body: { items: areas[query.get('level') ?? ''] ?? [], next: null } }),
  'GET /gazetteer/classes': () => ({ body: { items: [{ code: '22200', name: '农村居民点' }] } }),
  'GET /facilities/kinds': () => ({
    body: {
      items: [{ code: 'columbarium', name: '骨灰堂', name_en: 'Columbarium', unit: 'county', capacity_kind: 'niches', subkinds: [], fields: [], stages: [], symbol: 'hexagon', colour: '#5e3c99' }],
      groups: [{ code: 'township_burial', name: '乡镇公墓或骨灰堂', name_en: 'Township burial', kinds: ['columbarium'] }],
    },
  }),
  'GET /boundaries/conditions': () => ({
    body: { items: [['intact', '完好'], ['tilted', '倾斜/松动'], ['moved', '移位'], ['unreached', '未到达']].map(([code, zh], i) => ({ code, zh, en: code, order: i, active: true, exclusive: code === 'unreached', version: 1 })) },
  }),
  'GET /boundaries/rounds': () => ({ body: { items: [{ number: 5, title: '第五次联合检查', state: 'open' }], next: null } }),
  'GET /locate': () => ({ body: { areas: [{ code: '532601001', name: '开化街道', level: 'township' }] } }),
};

/** Puts the fake in place of fetch; the list returned fills as requests come. */
export function fakeService(handlers: Record<string, Handler>): Asked[] {
  const log: Asked[] = [];
  vi.stubGlobal(
    'fetch',
    vi.fn((input: string, init: RequestInit = {}) => {
      const url = new URL(input, 'http://cairn.test');
      const asked: Asked = {
        method: init.method ?? 'GET', path: url.pathname, query: url.searchParams, headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      };
      log.push(asked);
      const key = `${asked.method} ${asked.path}`;
      const answer = (handlers[key] ?? common[key])?.(asked) ?? { status: 404, body: { title: 'no such thing' } };
      const { status = 200, body, headers } = answer;
      return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body ?? {}), { status, headers }));
    }),
  );
  return log;
}

/** Renders an element at an address, with a fresh cache that already knows the session. */
export function show(element: ReactElement, address = '/') {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], session);
  const router = createMemoryRouter([{ path: '*', element }], { initialEntries: [address] });
  render(
    <ConfigProvider button={{ autoInsertSpace: false }}>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>,
  );
  return router;
}

export function problem(status: number, body: object): Answer {
  return { status, body: { type: '/problems/x', title: 'x', status, ...body } };
}
