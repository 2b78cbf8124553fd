/** The settings of boundary work, as the service has them. */
import { type LineLevel, lineLevels, type May } from '../../../api/types';

/** What the number of a marker looks like at a level. */
export interface Pattern {
  level: LineLevel;
  regexp: string;
  example: string;
  note: string;
  version: number;
  updated_at: string;
}

export interface ConditionRow {
  code: string;
  zh: string;
  en: string;
  order: number;
  active: boolean;
  /** Cannot stand beside others. */
  exclusive: boolean;
  version: number;
}

/** `found` is the clock of reporting; the others are states of a finding. */
export const steps = ['found', 'reported', 'joint_visit', 'decided', 'handled', 'filed'] as const;
export type Step = (typeof steps)[number];
export interface Deadline { step: Step; hours: number }
export const mostHours = 87_600;

/** When a marker counts as moved: metres, but for k, the part and the minutes. */
export const thresholds = ['fixed_m', 'fixed_set_m', 'k', 'registered_m', 'survey_m', 'rtk_m', 'phone_m', 'tape_m', 'tape_part', 'together_min'] as const;
export type Threshold = (typeof thresholds)[number];
export type Thresholds = Record<Threshold, number> & { version: number };

export const layers = ['lines_m', 'markers_m', 'inspections_m'] as const;
/** Sides of the grid to which a position is moved, metres; 0: as it is. */
export const ladder = [0, 10, 100, 500, 1000, 5000, 10_000] as const;
export type PrecisionRow = Record<(typeof layers)[number], number> & {
  role: string;
  /** Who edits lines and markers sees them as they are. */
  must_be_exact: boolean;
  version: number;
  updated_at: string;
};

export const tabs = ['patterns', 'conditions', 'deadlines', 'alarm', 'precision'] as const;
export type Tab = (typeof tabs)[number];

/** The right that each needs. */
export const rightOf: Record<Tab, keyof May> = { patterns: 'marker_patterns', conditions: 'conditions', deadlines: 'deadlines', alarm: 'alarm_settings', precision: 'precision' };

export type Fit = 'fits' | 'misfits' | 'unreadable';

/**
 * Whether a number fits a pattern as a whole. The service reads patterns by RE2, the browser by its own rules;
 * what is written in marker numbers they read alike, and the service judges again when the pattern is saved.
 */
export function fit(regexp: string, number: string): Fit {
  try {
    return new RegExp(`^(?:${regexp})$`, 'u').test(number) ? 'fits' : 'misfits';
  } catch {
    return 'unreadable';
  }
}

/** The highest level at which the two areas differ that the code of a line is made of. */
export function levelOfLine(code: string): LineLevel {
  const [left, right] = [code.slice(0, 9), code.slice(9, 18)];
  if (left.slice(0, 2) !== right.slice(0, 2)) return 'province';
  if (left.slice(0, 4) !== right.slice(0, 4)) return 'prefecture';
  return left.slice(0, 6) === right.slice(0, 6) ? 'township' : 'county';
}

/** The level whose pattern a marker's number follows: that of its highest line, or its grade. */
export function levelOfMarker({ lines, grade }: { lines: string[]; grade: string }): string {
  const levels = lines.map(levelOfLine);
  return lineLevels.find((one) => levels.includes(one)) ?? grade;
}

/** Numbers on record at a level that would not fit; they stay, and are refused once they are edited. */
export function misfits(regexp: string, level: LineLevel, markers: { number: string; lines: string[]; grade: string }[]): string[] {
  return markers.filter((one) => levelOfMarker(one) === level && fit(regexp, one.number) !== 'fits').map((one) => one.number);
}

/** The deadlines that were changed. */
export function changedDeadlines(before: Deadline[], values: Partial<Record<Step, number | null>>): Deadline[] {
  return steps.flatMap((step) => {
    const hours = values[step];
    return hours === undefined || hours === null || before.find((one) => one.step === step)?.hours === hours ? [] : [{ step, hours }];
  });
}
