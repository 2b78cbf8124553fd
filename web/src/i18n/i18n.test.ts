import { expect, test } from 'vitest';
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

test('both languages hold the same keys', () => {
  expect([...flat(en).keys()].sort()).toEqual([...flat(zh).keys()].sort());
});

test('both languages use the same parameters', () => {
  const english = flat(en);
  for (const [key, text] of flat(zh)) {
    expect(parameters(english.get(key) ?? ''), key).toEqual(parameters(text));
  }
});

test('no message is empty', () => {
  for (const tree of [zh, en]) for (const [key, text] of flat(tree)) expect(text.trim(), key).not.toBe('');
});
