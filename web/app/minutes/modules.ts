// Text modules: pieces of text that are called up by "/word". Parts in braces are filled in from the meeting, parts in square brackets are for the person.
import type { TextModule } from '../state';
import { fold } from '../ui/fold';
import shipped from './modules.json';

/** The parts in braces and what they become; an unknown one stays as it is. */
export type Fillings = { readonly [name in 'gio' | 'ngay' | 'muc' | 'chutri' | 'donvi' | 'nguoi' | 'comat' | 'tong' | 'cuochop']: string };

/** A stretch of a text. */
export interface Stretch {
  from: number;
  to: number;
}

/** modulesOf are the shipped modules with the saved ones in their places and after them. */
export function modulesOf(saved: readonly TextModule[]): TextModule[] {
  const own = new Map(saved.map((module) => [module.word, module]));
  const first = (shipped as TextModule[]).map((module) => own.get(module.word) ?? module);
  const known = new Set(first.map((module) => module.word));
  return [...first, ...saved.filter((module) => !known.has(module.word))];
}

/** isShipped says whether a word has a shipped module, so that removing the saved one brings it back. */
export function isShipped(word: string): boolean {
  return shipped.some((module) => module.word === word);
}

/** filled is the text of a module with what is known now. An empty filling leaves the words for the person to replace. */
export function filled(text: string, fillings: Fillings): string {
  return text.replace(/\{(\p{L}+)\}/gu, (whole, name: string) => {
    const value = (fillings as { readonly [name: string]: string })[fold(name)];
    return value === undefined ? whole : value || `[${name}]`;
  });
}

const calling = /(?:^|\n)[^\S\n]*\/([\p{L}\d]{2,20})[^\S\n]$/u;

/** calledAt reads "/giao " just before the cursor, at the beginning of a line: the module, and the stretch to put its text in. */
export function calledAt(text: string, cursor: number, modules: readonly TextModule[]): (Stretch & { module: TextModule }) | null {
  const match = calling.exec(text.slice(0, cursor));
  const word = fold(match?.[1] ?? '');
  const module = modules.find((one) => one.word === word);
  return match && module ? { module, from: match.index + match[0].indexOf('/'), to: cursor } : null;
}

/** nextBlank is the next part in square brackets from a place on, around to the beginning; null when there is none. */
export function nextBlank(text: string, from: number): Stretch | null {
  const all = [...text.matchAll(/\[[^[\]\n]{1,80}\]/gu)].map((match) => ({ from: match.index, to: match.index + match[0].length }));
  return all.find((blank) => blank.from >= from) ?? all[0] ?? null;
}

/** readWord is what may be the word of a module, as it is typed in a form; null when it cannot be one. */
export function readWord(typed: string): string | null {
  const word = fold(typed.trim().replace(/^\//u, ''));
  return /^[a-z\d]{2,20}$/u.test(word) && !['yk', 'hc', 'kl', 'nv', 'nb'].includes(word) ? word : null;
}
