/** Stations and their offsets in words: for the diagram, the table and those who hear the page. */
import type { TFunction } from 'i18next';
import { number } from '../../../lib/format';
import { chainage } from '../parts/coarse';
import type { PlacedMark, Station } from './lines';

type T = TFunction<'line'>;

/** What stands or meets the line there. */
export function stationName(one: Station, t: T): string {
  const parts: string[] = [];
  if (one.kind === 'start' || one.kind === 'end') parts.push(t(`station.${one.kind}`));
  if (one.markers.length) parts.push(one.markers.map((mark) => mark.number).join('、'));
  if (one.lines.length) parts.push(t('meets', { names: one.lines.map((line) => line.name).join('、') }));
  if (one.kind === 'road' || one.kind === 'river') parts.push(one.name || t(`station.${one.kind}`));
  return parts.join(' · ') || t(`station.${one.kind}`);
}

/** On the line, or so far to its left or right. */
export function offsetText({ offset_m }: Pick<PlacedMark, 'offset_m'>, t: T): string {
  if (offset_m === null) return '';
  if (Math.abs(offset_m) < 0.5) return t('offset.on');
  return t(offset_m < 0 ? 'offset.left' : 'offset.right', { metres: number(Math.abs(offset_m), 1) });
}

/** One sentence for a station; `cell` is how coarse places are told, metres. */
export function stationText(one: Station, t: T, cell: number): string {
  const marks = one.markers.map((mark) => {
    const more = [offsetText(mark, t), mark.height_m === null ? '' : t('heightOf', { metres: number(mark.height_m, 1) })].filter(Boolean);
    return more.length ? `${mark.number} ${more.join(t('comma'))}` : mark.number;
  });
  const rest = stationName({ ...one, markers: [] }, t);
  const told = one.markers.length && one.kind === 'marker' ? [] : [rest];
  return [`${chainage(one.chainage_km, cell)} km`, ...told, ...marks].join(t('comma'));
}
