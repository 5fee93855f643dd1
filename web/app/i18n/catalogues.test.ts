import { describe, expect, it } from 'vitest';
import en from './en.json';
import vi from './vi.json';
import workEn from './work.en.json';
import workVi from './work.vi.json';

type Tree = { [key: string]: string | Tree };

function leaves(tree: Tree, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [inner, text] of leaves(value, `${prefix}${key}.`)) found.set(inner, text);
  }
  return found;
}

// English has plural forms that Vietnamese has not: `x_one` and `x_other` stand for the Vietnamese `x` or `x_other`.
const plain = (key: string) => key.replace(/_(one|other)$/, '');
const keys = (tree: Tree) => [...new Set([...leaves(tree).keys()].map(plain))].toSorted();
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).toSorted();

describe.each([
  ['vi.json and en.json', vi, en],
  ['work.vi.json and work.en.json', workVi, workEn],
] as [string, Tree, Tree][])('%s', (_name, vietnamese, english) => {
  it('have the same keys', () => expect(keys(english)).toEqual(keys(vietnamese)));
  it('have no empty text', () => expect([...leaves(vietnamese), ...leaves(english)].filter(([, text]) => text.trim() === '')).toEqual([]));
  it('use the same arguments', () => {
    const other = leaves(english);
    for (const [key, text] of leaves(vietnamese)) {
      const translated = other.get(key) ?? other.get(`${plain(key)}_other`);
      expect(placeholders(translated ?? ''), key).toEqual(placeholders(text));
    }
  });
});

describe('the two halves', () => {
  it('share no section', () => expect(Object.keys(vi).filter((section) => section in workVi)).toEqual([]));
});

describe('the join page', () => {
  const sources = import.meta.glob(['../App.tsx', '../ErrorBoundary.tsx', '../join/*.tsx', '../ui/*.tsx'], { query: '?raw', import: 'default', eager: true }) as Record<string, string>;
  const first = new Set(keys(vi));
  it('finds its words in the half that comes with it', () => {
    expect(Object.keys(sources).length).toBeGreaterThan(20);
    const missing = Object.entries(sources).flatMap(([file, text]) => [...text.matchAll(/\bt\('([a-zA-Z.]+)'/g)].flatMap(([, key]) => (key && !first.has(key) ? [`${file}: ${key}`] : [])));
    expect(missing).toEqual([]);
  });
});
