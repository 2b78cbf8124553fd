import { expect, test } from 'vitest';
import type { Place } from '../../api/types';
import { valuesOf } from '../kinds';
import { atFields, dropped, proposedFields, proposedValues } from './proposal';
import { readingOf } from './readings';

const place: Place = {
  id: 'p1', name: '下吴坝', pinyin: 'Xiàwúbà', class_code: '22200', class_name: '农村居民点', area_code: '532601001', area_path: [], status: 'current',
  lon: 104.25, lat: 23.37, version: 3, names: [{ kind: 'standard', text: '下吴坝' }, { kind: 'former', text: '老坝', pinyin: '', from: null }], secrecy: {},
};
const base = () => valuesOf('place', place);

test('only what differs is proposed, with name forms as a whole', () => {
  expect(proposedFields(base(), base())).toEqual({});
  expect(proposedFields(base(), { ...base(), name: '下𣲗坝' })).toEqual({ name: '下𣲗坝' });
  expect(proposedFields(base(), { ...base(), lat: 23.38 })).toEqual({ lon: 104.25, lat: 23.38 });
  const street = { type: 'LineString', coordinates: [[104.2, 23.3], [104.3, 23.4]] };
  expect(proposedFields(base(), { ...base(), shape: 'line', geometry: street })).toEqual({ geometry: street });
  expect(proposedFields({ ...base(), lon: undefined, lat: undefined, geometry: street }, { ...base(), shape: 'point' })).toEqual({ lon: 104.25, lat: 23.37 });
  const names = [{ kind: 'former', text: '老坝', to: '1958-01-01', source: ' 县志 ' }, { kind: 'alias', text: ' ' }];
  expect(proposedFields(base(), { ...base(), names })).toEqual({ names: [{ kind: 'former', text: '老坝', to: '1958-01-01', source: '县志' }] });
  expect(proposedFields(base(), { ...base(), secrecy: { position: 2, history: undefined } })).toEqual({ secrecy: { position: 2 } });
});

test('an addition proposes all that is filled in', () => {
  expect(proposedFields(null, { name: '新村', pinyin: '', names: [], set: 'new', title: '甲' })).toEqual({ name: '新村' });
});

test('an item fills the form, and what it no longer proposes is dropped', () => {
  const row = (field: string, proposed: unknown) => ({ field, proposed, base: null, current: null, state: 'clean' as const, decision: null, holder: null });
  const item = { fields: [row('name', '下𣲗坝'), row('position', { type: 'Point', coordinates: [104.3, 23.4] }), row('alt_names', ['甲'])] };
  expect(proposedValues(item)).toEqual({ name: '下𣲗坝', shape: 'point', lon: 104.3, lat: 23.4 });
  expect(dropped(item, { name: '下𣲗坝' })).toEqual(['position']);
  const line = { fields: [row('position', { type: 'LineString', coordinates: [[1, 1], [2, 2]] })] };
  expect([proposedValues(line), dropped(line, {}), dropped(line, { geometry: {} })]).toEqual([{ shape: 'line', geometry: line.fields[0]?.proposed }, ['position'], []]);
});

test('errors of items stand at the fields of the form', () => {
  const at = (field: string) => atFields([{ field, message: '' }])[0]?.field;
  expect(atFields([{ field: 'items[0].fields.lon', message: '' }], true)[0]?.field).toBe('geometry');
  expect(['items[0].fields.name', 'items[seq=3].rule_reason', 'position', 'title'].map(at)).toEqual(['name', 'rule_reason', 'lon', 'title']);
});

test('a choice settles the reading of the whole word', () => {
  const characters = ['长', '田', '坝'].map((text, i) => ({ text, reading: ['cháng', 'tián', 'bà'][i] ?? '', choices: [] }));
  const words = [{ text: '长田坝', spelling: 'Chángtiánbà', kind: 'specific' }];
  const romanised = { name: '长田坝', suggestions: [{ spelling: 'Chángtiánbà', basis: 'rules', words }], characters, unread: [] };
  expect(readingOf(romanised, { 0: 'zhǎng' })).toEqual({ text: '长田坝', reading: 'zhǎng tián bà' });
  expect(readingOf({ ...romanised, suggestions: [] }, { 0: 'zhǎng' })).toBeUndefined();
});
