import { expect, test } from 'vitest';
import type { FindingRef, Visit } from '../lines/lines';
import type { Registration } from './markers';
import { moment, timelineOf } from './timeline';

const version = (version_no: number, valid_from: string | null, recorded_at = '2026-01-01T00:00:00Z') => ({ version_no, valid_from, recorded_at }) as Registration;
const visit = (id: string, observed_at: string) => ({ id, observed_at }) as Visit;
const finding = (id: string, found_at: string) => ({ id, found_at }) as FindingRef;
const ids = (...lists: Parameters<typeof timelineOf>) => timelineOf(...lists).map((one) => one.id);

const lists = {
  registrations: [version(1, '2004-06-18'), version(2, '2021-03-01')],
  inspections: [visit('late', '2025-04-18T08:31:01Z'), visit('early', '2019-05-01T02:00:00Z')],
  findings: [finding('found', '2020-12-01T02:00:00Z')],
  more: false,
};

test('the three lists are one, the newest first', () => {
  expect(ids(lists)).toEqual(['late', 'r2', 'found', 'early', 'r1']);
});

test('while older inspections are to come, what is older waits with them', () => {
  expect(ids({ ...lists, more: true })).toEqual(['late', 'r2', 'found', 'early']);
  expect(ids({ ...lists, more: true, inspections: lists.inspections.slice(0, 1) })).toEqual(['late']);
});

test('one kind alone waits for nobody else', () => {
  expect(ids({ ...lists, more: true }, 'registration')).toEqual(['r2', 'r1']);
  expect(ids({ ...lists, more: true }, 'inspection')).toEqual(['late', 'early']);
});

test('of one day the correction stands above what it corrects; without a day the time of writing counts', () => {
  expect(ids({ ...lists, inspections: [], findings: [], registrations: [version(1, '2004-06-18'), version(2, '2004-06-18')] })).toEqual(['r2', 'r1']);
  expect(ids({ ...lists, registrations: [version(1, null, '2022-01-01T00:00:00Z')] })).toEqual(['late', 'r1', 'found', 'early']);
});

test('a day begins in China', () => {
  expect(moment('2021-03-01')).toBe(Date.parse('2021-02-28T16:00:00Z'));
});
