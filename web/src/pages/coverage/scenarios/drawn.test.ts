import { expect, test } from 'vitest';
import { added, changed, draftsOf, type Drawn, drawnOf } from './drawn';
import { sharedAs } from './ShareModal';

const name = (n: number) => `点 ${n}`;

test('sites are added, moved and sent without what is empty', () => {
  let sites: Drawn[] = drawnOf({ sites: [{ seq: 1, name: '甲', lon: 104, lat: 23, capacity: 300, price: null, candidate: 'c-1', facility_id: null, township_code: '', township_name: '' }] } as never);
  sites = added(sites, { lon: 104.5, lat: 23.5 }, name);
  expect(sites.map((one) => one.key)).toEqual(['1', '2']);
  expect(draftsOf(sites)).toEqual([{ name: '甲', lon: 104, lat: 23, capacity: 300, candidate: 'c-1' }, { name: '点 2', lon: 104.5, lat: 23.5 }]);
  expect(draftsOf(changed(sites, '1', { lon: 104.1 }))[0]).toEqual({ name: '甲', lon: 104.1, lat: 23, capacity: 300 });
  expect(draftsOf(changed(sites, '1', { name: '乙' }))[0]).toMatchObject({ name: '乙', candidate: 'c-1' });
});

test('a link shows what the page compares', () => {
  const question = { scenario: 'a,b', as_of: '2020-12-31', by: 'distance', include: '', of: 'villages', metres: '5000', minutes: undefined };
  expect(sharedAs(question)).toEqual({ with: ['b'], as_of: '2020-12-31', by: 'distance', of: 'villages', metres: 5000 });
});
