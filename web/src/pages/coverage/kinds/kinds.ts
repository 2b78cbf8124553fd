/** The form of a kind: what it holds, what goes over, and where a refusal belongs. */
import { ProblemError } from '../../../api/client';
import type { FacilityGroup, FacilityKind, FieldProblem, Named, OwnField, Stage } from '../../../api/types';

/** Shapes that the map draws. */
export const symbols = ['circle', 'square', 'diamond', 'triangle', 'hexagon', 'star'] as const;

/** Colours after Okabe and Ito, told apart with every kind of colour vision; yellow darkened so that it shows on paper. */
export const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#8c6d00', '#4d4d4d'] as const;

export const ledgers = ['own', 'columbarium', 'eco_burial', 'village_cemeteries', 'care', 'courtyards'] as const;
export const units = ['county', 'township', 'village'] as const;

export interface FieldValues extends Omit<Partial<OwnField>, 'choices'> {
  choices?: Partial<Named>[];
}

export interface KindValues {
  code?: string;
  name: string;
  name_en?: string;
  unit: FacilityKind['unit'];
  by_village?: boolean;
  capacity_kind: FacilityKind['capacity_kind'];
  symbol: string;
  colour: string;
  ledger: string;
  rule: string;
  serves: FacilityKind['serves'];
  sort: number;
  groups: string[];
  fields: FieldValues[];
  stages: Partial<Stage>[];
  subkinds: Partial<Named>[];
  reason?: string;
}

export function startOf(kind: FacilityKind | undefined, groups: FacilityGroup[]): KindValues {
  if (!kind) {
    return {
      name: '', unit: 'township', capacity_kind: 'none', symbol: symbols[0], colour: colours[0], ledger: '', rule: 'presence', serves: 'all', sort: 1000,
      groups: [], fields: [], stages: [], subkinds: [],
    };
  }
  const { name, name_en, unit, by_village, capacity_kind, symbol, colour, ledger, rule, serves, sort, stages, subkinds } = kind;
  return {
    code: kind.code, name, name_en, unit, by_village, capacity_kind, symbol, colour, ledger, rule, serves, sort, stages, subkinds,
    groups: groups.filter((one) => one.kinds.includes(kind.code)).map((one) => one.code),
    fields: kind.fields,
  };
}

/** A code that is free: the prefix with a number. */
function freeCode(prefix: string, taken: Set<string>): string {
  let n = 1;
  while (taken.has(`${prefix}_${n}`)) n += 1;
  taken.add(`${prefix}_${n}`);
  return `${prefix}_${n}`;
}

/** Codes for those that have none: never one that was another's before, whose records hold it. */
function coded<T extends { code?: string }>(list: T[] | undefined, prefix: string, before: Named[] = []): (T & { code: string })[] {
  const taken = new Set([...before, ...(list ?? [])].flatMap((one) => one.code ?? []));
  return (list ?? []).map((one) => ({ ...one, code: one.code?.trim() || freeCode(prefix, taken) }));
}

const text = (value: string | undefined) => (value ?? '').trim();

/** The body of a write. Codes of parts that nobody gave are made up; a part that has one keeps it, whatever it is called now. */
export function bodyOf(values: KindValues, before: FacilityKind | undefined) {
  const { code, reason, ...rest } = values;
  return {
    ...rest,
    ...(before ? {} : { code: text(code) }),
    ...(text(reason) ? { reason: text(reason) } : {}),
    name: text(values.name), name_en: text(values.name_en), by_village: values.by_village ?? false,
    fields: coded(values.fields, 'field', before?.fields).map((field): OwnField => {
      const limited = field.type === 'integer' || field.type === 'number' || field.type === 'text';
      return {
        code: field.code, name: text(field.name), name_en: text(field.name_en), type: field.type ?? 'text',
        unit: field.type === 'integer' || field.type === 'number' ? text(field.unit) : '', required: field.required ?? false,
        choices: field.type === 'choice' ? coded(field.choices, 'choice', before?.fields.find((one) => one.code === field.code)?.choices).map(named) : [],
        min: limited ? (field.min ?? null) : null, max: limited ? (field.max ?? null) : null,
      };
    }),
    stages: coded(values.stages, 'stage', before?.stages).map((one): Stage => ({ code: one.code, name: text(one.name), name_en: text(one.name_en), status: one.status ?? 'planned' })),
    subkinds: coded(values.subkinds, 'subkind', before?.subkinds).map(named),
  };
}

const named = (one: Partial<Named> & { code: string }): Named => ({ code: one.code, name: text(one.name), name_en: text(one.name_en) });

/** "fields[0].choices[1].code" is the input of that name, "stages[2]" belongs to the stage's name. */
export function pathOf(field: string): (string | number)[] {
  const path = field.split(/[.[\]]+/).filter(Boolean).map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const [list] = path;
  if (list === 'groups' || list === 'kinds') return [list];
  return typeof path.at(-1) === 'number' ? [...path, 'name'] : path;
}

/** The refusals that have no field on the form. */
export const refusedWhole = ['fields', 'stages', 'subkinds', ''];

export function refusedFields(error: unknown): FieldProblem[] {
  return error instanceof ProblemError ? error.fields : [];
}

/** Another kind with the same shape, colour and first character, which is what the map shows. */
export function alike(values: Pick<KindValues, 'name' | 'symbol' | 'colour'>, code: string | undefined, all: FacilityKind[]): FacilityKind | undefined {
  const first = ([...values.name][0] ?? '').toLowerCase();
  return all.find((one) => one.code !== code && !one.retired && one.symbol === values.symbol && one.colour === values.colour && [...one.name][0] === first);
}
