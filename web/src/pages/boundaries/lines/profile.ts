/** The arithmetic of the diagram of a line: scales, ticks, places for labels. No drawing. */
import type { Station } from './lines';

/** Round distances between ticks, so that no two labels stand closer than `room`. */
export function ticks(length: number, width: number, room = 70): number[] {
  if (!(length > 0) || !(width > 0)) return [0];
  const least = length / Math.max(1, Math.floor(width / room));
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= least * (1 - 1e-9)) ?? power * 10;
  const all: number[] = [];
  for (let i = 0; i * step <= length * (1 + 1e-9); i++) all.push(Number((i * step).toPrecision(12)));
  return all;
}

export interface Label { at: number; width: number }

/** A row for each label, from 0 up, so that none overlap; -1 where `most` rows do not do. */
export function rowsOf(labels: Label[], most: number, gap = 6): number[] {
  const ends: number[] = [];
  return labels.map(({ at, width }) => {
    const from = at - width / 2;
    let row = ends.findIndex((end) => from >= end + gap);
    if (row < 0 && ends.length < most) row = ends.push(-Infinity) - 1;
    if (row >= 0) ends[row] = at + width / 2;
    return row;
  });
}

/** Below this, in metres, a marker stands on the line. */
const onLine = 2;

/**
 * How far from the stroke a marker is drawn, as a part of the room: nothing on the line,
 * else by the root of its distance, so that a bank at 40 m and one at 200 m differ.
 */
export function aside(offset: number | null, largest: number): number {
  if (offset === null || Math.abs(offset) <= onLine || largest <= onLine) return 0;
  const part = 0.35 + 0.65 * Math.sqrt(Math.min(1, Math.abs(offset) / largest));
  return Math.sign(offset) * part;
}

export function largestOffset(stations: Station[]): number {
  return Math.max(0, ...stations.flatMap((one) => one.markers.map((mark) => Math.abs(mark.offset_m ?? 0))));
}

export interface Heights {
  low: number;
  high: number;
  /** By chainage; of a pair or a set the mean. */
  points: { index: number; km: number; height: number }[];
}

/** Nothing where fewer than two stations know their height: there is no slope to show. */
export function heightsOf(stations: Station[]): Heights | undefined {
  const points = stations.flatMap((one, index) => {
    const known = one.markers.flatMap((mark) => (mark.height_m === null ? [] : [mark.height_m]));
    return known.length ? [{ index, km: one.chainage_km, height: known.reduce((sum, x) => sum + x, 0) / known.length }] : [];
  });
  if (points.length < 2) return undefined;
  const all = points.map((one) => one.height);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const step = ticks(Math.max(most - least, 10), 120, 40)[1] ?? 10;
  return { low: Math.floor(least / step) * step, high: Math.max(Math.ceil(most / step) * step, Math.floor(least / step) * step + step), points };
}

/** Rounded levels between low and high for the lines across. */
export function levels({ low, high }: Pick<Heights, 'low' | 'high'>): number[] {
  return ticks(high - low, 120, 40).map((one) => low + one);
}

/** The width of a text in pixels of this size, near enough to keep labels apart. */
export function textWidth(text: string, size: number): number {
  return [...text].reduce((sum, letter) => sum + (letter.charCodeAt(0) > 0x2e80 ? size : size * 0.6), 0);
}

/** Metres from the chainage, for the address of the page for the field. */
export function metres(km: number): number {
  return Math.round(km * 1_000_000) / 1000;
}
