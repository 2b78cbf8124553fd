/** Lists that a bureau edits: what the naming rules, spellings and classes rest on. Each list is a table with the same doors. */
export const severities = ['error', 'warning', 'info'] as const;
export const weights = [...severities, 'none'] as const;
const wordCategories = ['inflated', 'foreign', 'odd', 'person', 'leader', 'company', 'famous', 'allowed'] as const;
export const matches = ['contains', 'prefix', 'suffix', 'specific', 'name', 'title'] as const;
export const scopes = ['country', 'province', 'county', 'built_up', 'none'] as const;

export interface Rule {
  code: string;
  category: string;
  article: string;
  proposed: (typeof weights)[number];
  standing: (typeof weights)[number];
  note: string;
  version: number;
}

export interface Reading {
  id: string;
  text: string;
  reading: string;
  area_code: string;
  scope: 'name' | 'word' | 'character';
  transliteration: boolean;
  source: 'office' | 'builtin';
  note: string;
  by: string;
  version: number;
}

export interface ClassReport {
  classes: number;
  added: string[] | null;
  changed: string[] | null;
  removed: string[] | null;
  used: { code: string; name: string; entries: number; open_items: number; to: string }[] | null;
  moved: number;
  applied: boolean;
}

/** A column of a list and the control that edits it. */
export type FieldName =
  | 'word' | 'category' | 'match' | 'severity' | 'article' | 'note' | 'enabled' | 'text' | 'classes' | 'reserved' | 'size'
  | 'class_prefix' | 'generics' | 'scope' | 'kin' | 'famous' | 'specific' | 'generic_required' | 'max_size' | 'name' | 'areas';

export type Column =
  | { name: FieldName; as: 'text' | 'lines' | 'tags' | 'number' | 'yes'; required?: boolean; hidden?: boolean }
  | { name: 'category'; as: 'choice'; of: typeof wordCategories }
  | { name: 'match'; as: 'choice'; of: typeof matches }
  | { name: 'scope'; as: 'choice'; of: typeof scopes }
  | { name: 'severity'; as: 'choice'; of: typeof severities }
  | { name: 'specific'; as: 'choice'; of: typeof weights };

export type ListName = 'words' | 'generics' | 'scopes' | 'built-up-areas';
export type Row = { id: string; version: number } & Partial<Record<FieldName, unknown>>;

const last: Column[] = [{ name: 'note', as: 'lines' }, { name: 'enabled', as: 'yes' }];

export const lists: Record<ListName, Column[]> = {
  words: [
    { name: 'word', as: 'text', required: true }, { name: 'category', as: 'choice', of: wordCategories }, { name: 'match', as: 'choice', of: matches },
    { name: 'severity', as: 'choice', of: severities }, { name: 'article', as: 'text' }, ...last,
  ],
  generics: [
    { name: 'text', as: 'text', required: true }, { name: 'classes', as: 'tags' }, { name: 'reserved', as: 'yes' }, { name: 'size', as: 'number' }, ...last,
  ],
  scopes: [
    { name: 'class_prefix', as: 'text', required: true }, { name: 'generics', as: 'tags' }, { name: 'scope', as: 'choice', of: scopes }, { name: 'kin', as: 'text', hidden: true },
    { name: 'famous', as: 'yes' }, { name: 'specific', as: 'choice', of: weights }, { name: 'generic_required', as: 'yes' }, { name: 'max_size', as: 'number' }, { name: 'article', as: 'text' }, ...last,
  ],
  'built-up-areas': [{ name: 'name', as: 'text', required: true }, { name: 'areas', as: 'tags' }, ...last],
};

export const newRows: Record<ListName, Partial<Record<FieldName, unknown>>> = {
  words: { category: 'inflated', match: 'contains', severity: 'error', enabled: true },
  generics: { enabled: true },
  scopes: { scope: 'county', specific: 'warning', enabled: true },
  'built-up-areas': { enabled: true },
};

/** A row of a list as the service takes it: every column, empty ones as nothing of their kind. */
export function rowBody(columns: Column[], values: Partial<Record<FieldName, unknown>>): Record<string, unknown> {
  const empty = { text: '', lines: '', tags: [], number: null, yes: false, choice: undefined };
  return Object.fromEntries(columns.map((column) => {
    const value = values[column.name];
    return [column.name, typeof value === 'string' ? value.trim() : value ?? empty[column.as]];
  }));
}

/** Classes that lose their code, as the query names where their entries go. */
export function mappingText(to: Record<string, string | undefined>): string {
  return Object.entries(to).filter(([, code]) => code?.trim()).map(([old, code]) => `${old}:${code?.trim()}`).join(',');
}
