import { describe, expect, test } from 'vitest';
import en from './en.json';
import zh from './zh-CN.json';

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  const out = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') out.set(prefix + key, value);
    else for (const [k, v] of flat(value, `${prefix}${key}.`)) out.set(k, v);
  }
  return out;
}

const parameters = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

const files = import.meta.glob<Tree>('./*/*.json', { eager: true, import: 'default' });
const pairs: Record<string, [Tree, Tree]> = { app: [zh, en] };
for (const path of Object.keys(files)) {
  const folder = path.split('/')[1] ?? '';
  pairs[folder] = [files[`./${folder}/zh-CN.json`] ?? {}, files[`./${folder}/en.json`] ?? {}];
}

describe.each(Object.entries(pairs))('messages of %s', (_, [chinese, english]) => {
  test('both languages hold the same keys', () => {
    expect([...flat(english).keys()].sort()).toEqual([...flat(chinese).keys()].sort());
  });

  test('both languages use the same parameters', () => {
    const other = flat(english);
    for (const [key, text] of flat(chinese)) {
      expect(parameters(other.get(key) ?? ''), key).toEqual(parameters(text));
    }
  });

  test('no message is empty', () => {
    for (const tree of [chinese, english]) for (const [key, text] of flat(tree)) expect(text.trim(), key).not.toBe('');
  });
});
