import type { LineString } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { expect, test } from 'vitest';
import { onlyChanged } from './compare';
import { pieces } from './coverageStyle';
import { cut } from './cut';
import { changedFields } from './history';
import { type Compared, type Coverage, lacksOf, nextStep, queryOf, type RoundLine } from './rounds';
import { share } from './cells';
import { styleWith } from './stateStyle';
import { dayOf, trackOf } from './trackFile';

const line = (more: Partial<RoundLine> = {}) =>
  ({ state: 'planned', walked_on: null, conclusion: '', left_signed_on: null, right_signed_on: null, document: '', ...more }) as RoundLine;

test('each step says what it lacks; closing lacks all that the steps before do', () => {
  const fresh = lacksOf(line(), 0);
  expect(fresh.close).toEqual(['walked_on', 'conclusion', 'left_signed_on', 'right_signed_on', 'document', 'scan']);
  expect(fresh.paper).toEqual([]);
  const signed = line({ state: 'recorded', walked_on: '2026-05-06', conclusion: 'qualified', left_signed_on: '2026-05-20', document: '文联检〔2026〕1号' });
  expect(lacksOf(signed, 1).sign).toEqual(['right_signed_on']);
  expect(lacksOf(signed, 1).close).toEqual(['right_signed_on']);
});

test('the turn goes from walk to record, signing, scan and close, and ends', () => {
  const states: [Partial<RoundLine>, number, string | undefined][] = [
    [{}, 0, 'walk'],
    [{ walked_on: '2026-05-06' }, 0, 'record'],
    [{ walked_on: '2026-05-06', conclusion: 'repaired' }, 2, 'sign'],
    [{ walked_on: '2026-05-06', conclusion: 'repaired', left_signed_on: '2026-05-07', right_signed_on: '2026-05-08', document: 'x' }, 0, 'scan'],
    [{ walked_on: '2026-05-06', conclusion: 'repaired', left_signed_on: '2026-05-07', right_signed_on: '2026-05-08', document: 'x' }, 1, 'close'],
    [{ state: 'closed' }, 1, undefined],
  ];
  for (const [more, scans, turn] of states) expect(nextStep(line(more), scans)).toBe(turn);
});

test('the box is not asked for before the map has said where it looks', () => {
  const values = { area: '532601', party: '', level: '', state: '', batch: '', conclusion: '', due: '', q: '', bbox: 'map' };
  expect(queryOf(values).bbox).toBe('');
  expect(queryOf({ ...values, bbox: '104,23,105,24' }).bbox).toBe('104,23,105,24');
});

const straight: LineString = { type: 'LineString', coordinates: [[104, 23], [104, 23.1], [104, 23.4]] };

test('a piece of a line keeps the points between its ends', () => {
  const piece = cut(straight, 40_000, 5_000, 20_000);
  expect(piece?.map(([, lat]) => Number(lat?.toFixed(4)))).toEqual([23.05, 23.1, 23.2]);
  expect(cut(straight, 40_000, 0, 40_000)).toEqual(straight.coordinates);
  expect(cut(straight, 40_000, 8_000, 8_000)).toBeUndefined();
  expect(cut({ type: 'LineString', coordinates: [[1, 1], [1, 1]] }, 10, 0, 5)).toBeUndefined();
});

test('the covered and the uncovered make up the line', () => {
  const coverage = { length_m: 40_000, walked: [[0, 10_000], [30_000, 40_000]], left: [[10_000, 30_000]] } as Coverage;
  expect(pieces(straight, coverage).features.map((one) => one.properties?.state as string)).toEqual(['left', 'walked', 'walked']);
});

test('the map draws the rows of the table and no other line in colour', () => {
  const ground: StyleSpecification = {
    version: 8,
    sources: { boundaries: { type: 'vector' }, places: { type: 'vector' } },
    layers: [
      { id: 'line-county', type: 'line', source: 'boundaries', 'source-layer': 'lines' },
      { id: 'place-dot', type: 'circle', source: 'places', 'source-layer': 'places' },
      { id: 'marker-icon', type: 'symbol', source: 'boundaries', 'source-layer': 'markers' },
    ],
  };
  const style = styleWith(ground, [{ code: 'a', state: 'closed', overdue: false }, { code: 'b', state: 'planned', overdue: true }], 'b');
  const ids = style.layers.map((layer) => layer.id);
  expect(ids).not.toContain('line-county');
  expect(ids).not.toContain('place-dot');
  expect(ids.at(-1)).toBe('marker-icon');
  const filterOf = (id: string) => JSON.stringify((style.layers.find((layer) => layer.id === id) as { filter?: unknown }).filter);
  expect(filterOf('round-closed')).toContain('["a"]');
  expect(filterOf('round-planned')).toContain('["b"]');
  expect(filterOf('round-overdue')).toContain('["b"]');
  expect(filterOf('round-hit')).toContain('["a","b"]');
  expect(filterOf('round-selected')).toContain('"b"');
});

test('who may see no lines gets the ground alone', () => {
  expect(styleWith({ version: 8, sources: {}, layers: [{ id: 'paper', type: 'background' }] }, [], undefined).layers).toHaveLength(1);
});

test('a track is sent as the text of a GPX file or as the object of a GeoJSON one', () => {
  expect(trackOf('\uFEFF<?xml version="1.0"?><gpx/>')).toBe('<?xml version="1.0"?><gpx/>');
  expect(trackOf(JSON.stringify(straight))).toEqual(straight);
  const feature = { type: 'Feature', geometry: straight, properties: {} };
  expect(trackOf(JSON.stringify({ type: 'FeatureCollection', features: [feature] }))).toEqual(feature);
  expect(() => trackOf('{"type":')).toThrow();
});

test('the day of a track is that of the clock in China', () => {
  expect(dayOf('<trkpt><time>2026-05-05T17:30:00Z</time></trkpt>')).toBe('2026-05-06');
  expect(dayOf('{"properties":{"coordTimes":["2026-05-06T01:00:00+08:00"]}}')).toBe('2026-05-06');
  expect(dayOf('<gpx><time>gestern</time></gpx>')).toBeUndefined();
  expect(dayOf('{"type":"LineString"}')).toBeUndefined();
});

test('changed only: what was found otherwise than before', () => {
  const all = (['worse', 'better', 'changed', 'same', 'first', 'waiting'] as const).map((change) => ({ change }) as Compared);
  expect(onlyChanged(all, true).map((one) => one.change)).toEqual(['worse', 'better', 'changed']);
  expect(onlyChanged(all, false)).toHaveLength(6);
});

test('a version tells what was written, not what was counted', () => {
  expect(changedFields({ before: { state: 'planned', covered: null, version: 1 }, after: { state: 'walked', walked_on: '2026-05-06', covered: 0.4, version: 2 } })).toEqual(['state', 'walked_on']);
  expect(changedFields({ before: null, after: { state: 'planned', batch: 2026, disagreement: false, left_team: '' } })).toEqual(['state', 'batch']);
});

test('a share is whole only when all is covered', () => {
  expect([share(1), share(0.99999), share(0), share(null)]).toEqual(['100.0%', '99.9%', '0.0%', '–']);
});
