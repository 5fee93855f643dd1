import { fold, includesFolded } from '../ui/fold';
import type { Choice } from '../ui/ChoiceItem';
import type { LineKind } from '../wire';

const commands: { readonly [word: string]: LineKind } = { yk: 'opinion', hc: 'shortcoming', kl: 'conclusion', nv: 'task', nb: 'note' };

/** The words that change the kind at the start of a line, by kind. */
export const kindCommand: { readonly [K in LineKind]?: string } = { opinion: '/yk', shortcoming: '/hc', conclusion: '/kl', task: '/nv', note: '/nb' };

const kindWord = /^\s*\/(\p{L}{2})(?:\s+|$)/u;

/** kindAtStart reads "/nv " at the start of a text: the kind and the text without it. Null when there is none, or while the word is still being typed. */
export function kindAtStart(text: string): { kind: LineKind; rest: string } | null {
  const match = kindWord.exec(text);
  const kind = match?.[1] && commands[fold(match[1])];
  if (!match || !kind || !/\s$/u.test(match[0])) return null;
  return { kind, rest: text.slice(match[0].length) };
}

/** The signs that open a list: @ who, & who helps, / kinds and text modules. */
export type Sign = '@' | '&' | '/';

/** A sign with what is typed after it, up to the cursor. */
export interface Mention {
  sign: Sign;
  /** Where the sign stands. */
  from: number;
  /** Where the cursor stands. */
  to: number;
  query: string;
}

const longestMention = 40;
const slashWord = /(?:^|\n)[^\S\n]*\/([\p{L}\d]{0,20})$/u;

/** mentionAt finds the sign that is being typed before the cursor. A unit's name has spaces, so the search goes back over words, not over lines or punctuation. */
export function mentionAt(text: string, cursor: number): Mention | null {
  const slash = slashWord.exec(text.slice(0, cursor));
  if (slash) return { sign: '/', from: cursor - (slash[1]?.length ?? 0) - 1, to: cursor, query: slash[1] ?? '' };
  const before = text.slice(Math.max(0, cursor - longestMention), cursor);
  const at = Math.max(before.lastIndexOf('@'), before.lastIndexOf('&'));
  if (at < 0) return null;
  const query = before.slice(at + 1);
  const previous = at > 0 ? before[at - 1] : text[cursor - before.length - 1];
  if (previous !== undefined && !/\s/u.test(previous)) return null;
  if (/[\n\t.,;:!?()]/u.test(query) || query.startsWith(' ')) return null;
  return { sign: before[at] as Sign, from: cursor - before.length + at, to: cursor, query };
}

/** matching are at most `most` choices that a query finds, those whose name begins with it first. An empty query finds the first ones. */
export function matching(choices: readonly Choice[], query: string, most = 6): Choice[] {
  const wanted = fold(query);
  const found = choices.filter((choice) => includesFolded(`${choice.text} ${choice.find ?? ''}`, query));
  const begins = (choice: Choice) => fold(choice.text).startsWith(wanted) || fold(choice.text).includes(` ${wanted}`);
  return [...found.filter(begins), ...found.filter((choice) => !begins(choice))].slice(0, most);
}

/** without takes a mention out of the text, with one of the spaces round it. */
export function without(text: string, { from, to }: Pick<Mention, 'from' | 'to'>): { text: string; cursor: number } {
  const head = text.slice(0, from).replace(/ $/u, '');
  const tail = text.slice(to);
  const gap = head === '' || tail === '' || /^\s/u.test(tail) || /\s$/u.test(head) ? '' : ' ';
  return { text: head + gap + (head === '' ? tail.trimStart() : tail), cursor: head.length + gap.length };
}
