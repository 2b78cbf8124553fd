import { expect, test } from 'vitest';
import type { Marker } from '../../../api/types';
import { bodyOf } from './registering';

const witness = { seq: 1, text: '电力杆', bearing_deg: 12, distance_m: 24, lon: 104, lat: 23 };
const marker = { id: 'm', type: 'single', height_m: 1713.1, accuracy_m: null, position_source: '', projected_crs: 'EPSG:4544', witnesses: [witness] } as unknown as Marker;
const typed = { why: 're_erected', system: 'grid', valid_from: '2026-03-01', signed_by: ['甲', '乙'], height_m: 1713.1, type: 'single', position_source: '', witnesses: [witness] };

test('put up again in its place, nothing but the day and the names is said', () => {
  expect(bodyOf(typed, marker)).toEqual({ why: 're_erected', valid_from: '2026-03-01', signed_by: ['甲', '乙'] });
});

test('a move says where to, in the system in which it was typed', () => {
  const moved = { ...typed, why: 'moved', document: '文砚界协〔2026〕1号', new_northing: 2620445, new_easting: 391050 };
  expect(bodyOf(moved, marker)).toMatchObject({ given: { crs: 'EPSG:4544', x: 391050, y: 2620445 }, document: '文砚界协〔2026〕1号' });
  expect(bodyOf({ ...moved, system: 'degrees', new_lon: 104.1, new_lat: 23.2 }, marker).given).toEqual({ crs: 'cgcs2000', x: 104.1, y: 23.2 });
});

test('other witnesses go as a whole, numbered by their place, and say nothing of the position', () => {
  const body = bodyOf({ ...typed, why: 'witnesses', new_northing: 1, new_easting: 2, height_m: 5, witnesses: [{ text: '桥头', bearing_deg: 90, distance_m: 3 }, witness] }, marker);
  expect(body).toEqual({
    why: 'witnesses', valid_from: '2026-03-01', signed_by: ['甲', '乙'],
    witnesses: [{ seq: 1, text: '桥头', bearing_deg: 90, distance_m: 3 }, { seq: 2, text: '电力杆', bearing_deg: 12, distance_m: 24 }],
  });
});
