import { readFileSync } from 'node:fs';

/** The words of the interface, so that a better word does not break a test. */
type Words = { [key: string]: string | Words };

function read(file: string): Words {
  return JSON.parse(readFileSync(new URL(`../i18n/${file}.json`, import.meta.url), 'utf8')) as Words;
}

const vi: Words = { ...read('vi'), ...read('work.vi') };
const en: Words = { ...read('en'), ...read('work.en') };

function find(words: Words, key: string): string {
  let at: string | Words | undefined = words;
  for (const part of key.split('.')) at = typeof at === 'object' ? (at[part] ?? at[`${part}_other`]) : undefined;
  if (typeof at !== 'string') throw new Error(`no word ${key} in the catalogues`);
  return at;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** t is the Vietnamese word for a key, with its places filled. */
export function t(key: string, places: Record<string, string | number> = {}): string {
  return find(vi, key).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(places[name] ?? ''));
}

/** english is the English word for a key. */
export function english(key: string): string {
  return find(en, key);
}

/** like fits the word whatever stands in its places: for counts, times and names. */
export function like(key: string): RegExp {
  return new RegExp(
    find(vi, key)
      .split(/\{\{\w+\}\}/)
      .map(escaped)
      .join('.+'),
  );
}

function* values(words: Words): Generator<string> {
  for (const value of Object.values(words)) {
    if (typeof value === 'string') yield value;
    else yield* values(value);
  }
}

/** englishOnly is every English text of the catalogues that is not also Vietnamese ("Camera", "XLSX"). */
export function englishOnly(): Set<string> {
  const known = new Set(values(vi));
  return new Set([...values(en)].filter((text) => !known.has(text) && !text.includes('{{')));
}
