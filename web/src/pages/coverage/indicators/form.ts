/** The form of an indicator and the body that the service takes: parameters stand in the form as fields of their own. */
import type { Formula, Indicator, Params } from './indicators';

type Text = string | null | undefined;
type Num = number | null | undefined;

export interface FormValues extends Omit<Partial<Indicator>, 'targets' | 'reported' | 'base_year' | 'base_value' | 'target_year' | 'target_value'>, Params {
  base_year?: Num;
  base_value?: Num;
  target_year?: Num;
  target_value?: Num;
  targets?: { area_code?: string; base_value?: Num; target_value?: Num }[];
  reported?: { area_code?: string; as_of?: string; value?: Num; document?: Text; note?: Text }[];
  reason?: Text;
}

export function valuesOf(indicator: Indicator | undefined): FormValues {
  if (!indicator) return { attribute: 'binding', direction: 'up', sort: 0, targets: [], reported: [] };
  const { plan_id, code, name, name_en, attribute, unit, unit_name, direction, formula, params, base_year, base_value, target_year, target_value, source, note, sort, targets, reported } = indicator;
  return { plan_id, code, name, name_en, attribute, unit, unit_name, direction, formula: formula || undefined, ...params, base_year, base_value, target_year, target_value, source, note, sort, targets, reported };
}

/** What the form leaves out is emptied: the body says all of it. Only parameters that the formula takes are sent. */
export function bodyOf(values: FormValues, formula: Formula | undefined): Record<string, unknown> {
  const params: Record<string, unknown> = {};
  for (const name of formula?.params ?? []) {
    const value = values[name];
    if (value !== undefined && value !== null && value !== '' && value !== 0) params[name] = value;
  }
  return {
    plan_id: values.plan_id, code: values.code, name: values.name, name_en: values.name_en ?? '', attribute: values.attribute, direction: values.direction,
    unit: formula?.unit ?? values.unit, unit_name: values.unit_name ?? '', formula: formula?.name ?? '', params,
    base_year: values.base_year ?? null, base_value: values.base_value ?? null, target_year: values.target_year ?? null, target_value: values.target_value ?? null,
    source: values.source ?? '', note: values.note ?? '', sort: values.sort ?? 0,
    targets: (values.targets ?? []).map((one) => ({ area_code: one.area_code, base_value: one.base_value ?? null, target_value: one.target_value })),
    reported: (values.reported ?? []).map((one) => ({ area_code: one.area_code, as_of: one.as_of, value: one.value, document: one.document ?? '', note: one.note ?? '' })),
    ...(values.reason ? { reason: values.reason } : {}),
  };
}
