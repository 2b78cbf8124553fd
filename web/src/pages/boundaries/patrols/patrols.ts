/** Patrols (界线巡查), plans and coverage as the service tells them. */
import type { Geometry } from 'geojson';
import type { LineLevel } from '../../../api/types';

/** How a track may have been made. */
export const sources = ['phone', 'gps', 'paper'] as const;

export interface Patrol {
  id: string;
  plan_id: string | null;
  area_code: string;
  patroller: string;
  started_at: string;
  ended_at: string;
  source: '' | (typeof sources)[number];
  /** What looks wrong. */
  flags: ('clock_off' | 'track_time_differs')[];
  length_m: number;
  note: string;
  inspections: string[];
  author: string;
  author_name: string;
  received_at: string;
  track: Geometry | null;
}

export interface Plan {
  id: string;
  area_code: string | null;
  area_name: string;
  line_code: string | null;
  line_name: string;
  parties: string[];
  every_months: number;
  patroller: string;
  from_on: string;
  until_on: string | null;
  note: string;
  retired: boolean;
  version: number;
}

export interface PlanProgress {
  plan_id: string;
  area_code: string | null;
  area_name: string;
  line_code: string | null;
  line_name: string;
  every_months: number;
  patroller: string;
  from_on: string;
  until_on: string;
  patrols: number;
  last_at: string | null;
  state: 'done' | 'pending' | 'behind';
}

export interface PatrolledLine {
  code: string;
  name: string;
  level: LineLevel;
  left_area: string;
  right_area: string;
  agreed_length_km: number | null;
  /** Share of its length near tracks, 0 to 1. */
  covered: number;
  patrols: number;
  markers: string[];
  markers_visited: string[];
}

export interface Progress {
  period: string;
  area: string;
  within_m: number;
  plans: PlanProgress[];
  lines: PatrolledLine[];
  totals: {
    lines: number;
    lines_patrolled: number;
    agreed_length_km: number;
    covered_km: number;
    markers: number;
    markers_visited: number;
    plans: number;
    behind: number;
  };
}

export const patrolsPath = '/boundaries/patrols';
export const plansPath = '/boundaries/patrol-plans';
export const patrolLink = (id: string) => `/boundaries/patrols/${id}`;
export const intervals = [1, 2, 3, 4, 6, 12] as const;

/** Those who are behind first, then those who still have to go. */
export function byState(plans: PlanProgress[]): PlanProgress[] {
  const rank = { behind: 0, pending: 1, done: 2 };
  return [...plans].sort((a, b) => rank[a.state] - rank[b.state] || a.until_on.localeCompare(b.until_on));
}

/** This month by the local clock, YYYY-MM. */
export const monthOf = (day: string) => day.slice(0, 7);

/** The month before or after. */
export function monthFrom(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const at = year * 12 + (number - 1) + by;
  return `${String(Math.floor(at / 12)).padStart(4, '0')}-${String((at % 12) + 1).padStart(2, '0')}`;
}

/** The days of a month, first and last. */
export function daysOf(month: string): { from: string; to: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return { from: `${month}-01`, to: `${month}-${new Date(Date.UTC(year, number, 0)).getUTCDate()}` };
}

export const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
