import { expect, test } from 'vitest';
import { type Photo, sorted } from './photos';

const photo = (id: string, role: string, created_at: string, more: Partial<Photo> = {}) => ({ id, role, created_at, thumb_type: 'image/jpeg', ...more }) as Photo;

test('pictures stand by direction, the newest first by the day they were taken', () => {
  const { byView, rest } = sorted([
    photo('a', 'photo_n', '2026-01-02T00:00:00Z', { exif_at: '2020-05-01T00:00:00Z' }), photo('b', 'photo_n', '2026-01-01T00:00:00Z'),
    photo('c', 'sketch', '2026-01-01T00:00:00Z'), photo('d', 'file', '2026-01-01T00:00:00Z'), photo('e', 'photo_s', '2026-01-01T00:00:00Z', { thumb_type: '' }),
  ]);
  expect(byView.get('photo_n')?.map((one) => one.id)).toEqual(['b', 'a']);
  expect(byView.get('sketch')?.map((one) => one.id)).toEqual(['c']);
  expect(byView.get('photo_e')).toEqual([]);
  expect(rest.map((one) => one.id)).toEqual(['d', 'e']);
});
