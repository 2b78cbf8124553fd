/** The field diff of an item: what is shown, what a person has to choose, how values read. */
import type { Geometry } from 'geojson';
import type { PlaceName } from '../../../api/types';
import { kindOf, pointCount, type ShapeKind } from '../../../forms/shape/shape';
import { none } from '../../../lib/format';
import type { ChangeSet, Choice, FieldRow, Item } from './changes';

/** A field of the diff, with the third column only where the entry moved on. */
export interface DiffRow {
  field: string;
  before: string;
  after: string;
  /** What the entry says now, when that is not what it said when the proposal was made. */
  now: string | undefined;
  state: FieldRow['state'];
}

export function diffRow(row: FieldRow, read: (field: string, value: unknown) => string): DiffRow {
  const before = read(row.field, row.base);
  const now = read(row.field, row.current);
  const decided = row.state === 'decided' ? row.decision : null;
  const result = decided?.choice === 'theirs' ? row.current : decided?.choice === 'value' ? decided.value : row.proposed;
  return { field: row.field, before, after: read(row.field, result), now: now === before ? undefined : now, state: row.state };
}

/** Which choices a conflict leaves. Another value is for fields that one line can hold. */
export function choicesOf(row: FieldRow): Choice[] {
  if (row.field === 'entry') return row.current === 'retired' || typeof row.current === 'string' ? ['theirs'] : ['mine', 'theirs'];
  if (row.holder) return ['theirs', 'value'];
  return takesValue(row) ? ['mine', 'theirs', 'value'] : ['mine', 'theirs'];
}

const lists = ['alt_names', 'former_names', 'crosses'];

function takesValue({ field, proposed, current }: FieldRow): boolean {
  if (['position', 'names', 'secrecy', 'class_code', 'area_code', 'status'].includes(field)) return false;
  return lists.includes(field) || [proposed, current].every((one) => one === null || typeof one === 'string');
}

/** The value that was typed, in the shape of the field. */
export function typedValue(field: string, text: string): unknown {
  const trimmed = text.trim();
  if (lists.includes(field)) return trimmed.split(/[、;；,，]/).map((one) => one.trim()).filter(Boolean);
  return field === 'registered_on' && trimmed === '' ? null : trimmed;
}

export const openConflicts = (item: Item): FieldRow[] => item.fields.filter((row) => row.state === 'conflict');
export const contested = (item: Item): FieldRow[] => item.fields.filter((row) => row.state === 'conflict' || row.state === 'decided');

/** Whether submission will be refused until the item says why the name may stand. */
export function wantsRuleReason(item: Pick<Item, 'findings' | 'rule_reason'>): boolean {
  return item.findings.some((one) => one.severity === 'error') && item.rule_reason.trim() === '';
}

/** A position in degrees; a line or an area by its number of points. */
export function shapeText(value: unknown, words: (kind: ShapeKind, count: number) => string): string {
  const shape = value as Geometry | null;
  if (!shape?.type) return none;
  if (shape.type === 'Point') return shape.coordinates.slice(0, 2).map((one) => one.toFixed(6)).join(', ');
  return words(kindOf(shape), pointCount(shape));
}

export function formText(form: Partial<PlaceName>, kind: string): string {
  const span = form.from || form.to ? `${form.from ?? ''}–${form.to ?? ''}` : '';
  const more = [form.pinyin, form.language, form.script, span, form.source, form.sheet, form.edition, form.scale].filter(Boolean).join('，');
  return `${kind} ${form.text ?? ''}${more ? `（${more}）` : ''}`;
}

/** The buttons of a set in the order of its life: exactly what the service says is allowed. */
export const steps = ['submit', 'accept', 'publish', 'return', 'revert', 'withdraw'] as const;
export type Step = (typeof steps)[number];

export function stepsOf({ may }: Pick<ChangeSet, 'may'>): Step[] {
  return steps.filter((one) => (one === 'accept' ? may.review : may[one]));
}

/** Which way through review is left for a set of corrections. */
export function sampling(set: Pick<ChangeSet, 'stream' | 'may' | 'counts'>): 'none' | 'draw' | 'rest' {
  if (set.stream !== 'correction' || !set.may.review || set.counts.items < 2) return 'none';
  return set.counts.sampled > 0 && set.counts.open > 0 ? 'rest' : 'draw';
}

/** A fair first size of a sample: one in twenty, five at least, never more than there are. */
export const sampleSize = (items: number): number => Math.min(items, Math.max(5, Math.ceil(items / 20)));

/** The line of steps on the page: how far a set has come. */
export function progress(state: ChangeSet['state']): { current: number; status: 'process' | 'finish' | 'error' } {
  const at = { draft: 0, submitted: 1, returned: 1, accepted: 2, published: 3, withdrawn: 0 }[state];
  const status = state === 'returned' || state === 'withdrawn' ? 'error' : state === 'published' ? 'finish' : 'process';
  return { current: at, status };
}
