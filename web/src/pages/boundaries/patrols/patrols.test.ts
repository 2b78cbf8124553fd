import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import { baseStyle, tileSource } from '../../../map/base';
import { styleWithThings } from '../findings/parts/thingsStyle';
import { coverageLayers, toneOf } from './coverageStyle';
import { byState, daysOf, isMonth, monthFrom, type PatrolledLine, type PlanProgress } from './patrols';
import { readTrack, type Track } from './track';

const gpx = (inner: string) => `<?xml version="1.0"?><gpx xmlns="http://www.topografix.com/GPX/1/1"><trk>${inner}</trk></gpx>`;
const point = (lon: number, lat: number, time = '') => `<trkpt lat="${lat}" lon="${lon}">${time && `<time>${time}</time>`}</trkpt>`;

test('a GPX file gives its segments and its first and last time, and is sent as it is', () => {
  const text = gpx(`<trkseg>${point(104, 23, '2026-11-01T01:00:00Z')}${point(104.1, 23, '2026-11-01T00:30:00Z')}</trkseg><trkseg>${point(1, 2)}</trkseg><trkseg>${point(104.2, 23)}${point(104.3, 23)}</trkseg>`);
  const read = readTrack(text) as Track;
  expect(read).toMatchObject({ points: 4, from: '2026-11-01T00:30:00Z', to: '2026-11-01T01:00:00Z', sent: text });
  expect(read.geometry.type).toBe('MultiLineString');
});

test('GeoJSON comes as a geometry, a feature with times, or a collection that is joined', () => {
  const line = { type: 'LineString', coordinates: [[104, 23, 1200], [104.1, 23, 1210]] };
  expect(readTrack(JSON.stringify(line))).toMatchObject({ points: 2, geometry: { type: 'LineString', coordinates: [[104, 23], [104.1, 23]] }, sent: line });
  const feature = { type: 'Feature', properties: { coordTimes: ['2026-11-01T00:00:00Z', '2026-11-01T00:05:00Z'] }, geometry: line };
  expect(readTrack(JSON.stringify(feature))).toMatchObject({ from: '2026-11-01T00:00:00Z', to: '2026-11-01T00:05:00Z', sent: feature });
  const both = readTrack(JSON.stringify({ type: 'FeatureCollection', features: [feature, feature] })) as Track;
  expect(both.sent).toBe(both.geometry);
  expect(both.points).toBe(4);
});

test.each([
  ['', 'unreadable'], ['{', 'unreadable'], ['<gpx', 'unreadable'], ['null', 'noTrack'], ['[]', 'noTrack'],
  [gpx(''), 'noTrack'], [gpx(`<trkseg>${point(104, 23)}</trkseg>`), 'noTrack'], [gpx(`<trkseg>${point(104, 123)}${point(104, 23)}</trkseg>`), 'unreadable'],
  ['{"type":"Point","coordinates":[104,23]}', 'noTrack'], ['{"type":"LineString","coordinates":[[1],["a",2]]}', 'noTrack'],
])('%s is no track', (text, fault) => expect(readTrack(text)).toBe(fault));

test('months go over the turn of the year, and end on their last day', () => {
  expect(monthFrom('2026-01', -1)).toBe('2025-12');
  expect(monthFrom('2026-12', 1)).toBe('2027-01');
  expect(daysOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect([isMonth('2026-11'), isMonth('2026-13'), isMonth('11')]).toEqual([true, false, false]);
});

test('those who are behind come first', () => {
  const plan = (state: PlanProgress['state'], until_on: string) => ({ plan_id: state + until_on, state, until_on }) as PlanProgress;
  const sorted = byState([plan('done', '2026-11-30'), plan('pending', '2026-12-31'), plan('pending', '2026-11-30'), plan('behind', '2026-11-30')]);
  expect(sorted.map((one) => one.plan_id)).toEqual(['behind2026-11-30', 'pending2026-11-30', 'pending2026-12-31', 'done2026-11-30']);
});

test('the coverage draws as a valid style, also of an empty month', () => {
  expect([toneOf(1), toneOf(0.96), toneOf(0.5), toneOf(0)]).toEqual(['full', 'full', 'part', 'none']);
  const line = { code: 'l1', covered: 1, markers: ['m1'], markers_visited: ['m1'] } as PatrolledLine;
  const base = baseStyle([103, 22, 106, 24], { boundaries: tileSource('boundaries', { tiles: [] }) }, [], ['sans-serif']);
  const thing = { type: 'Feature' as const, properties: { key: 'k', label: '', colour: '#000' }, geometry: { type: 'Point' as const, coordinates: [104, 23] } };
  for (const lines of [[], [line]]) {
    expect(validateStyleMin(styleWithThings(base, [thing], { under: coverageLayers({ lines }) })).map((error) => error.message)).toEqual([]);
  }
});
