import type { Due } from '../state';
import { fold } from '../ui/fold';
import type { LineKind, Time } from '../wire';

/** One line or paper that was found, as `GET /api/search` answers. */
export interface Hit {
  meeting: string;
  title: string;
  held: Time;
  kind: LineKind | 'paper';
  line?: string;
  paper?: string;
  /** The paper can be downloaded. */
  file?: boolean;
  item?: string;
  text: string;
  person?: string;
  unit?: string;
  by?: string;
  number?: number;
  part?: number;
  at: Time;
  tasks?: { units: number; due?: Due; product?: string };
}

/** What is asked, as it stands in the address of the page. */
export interface Filters {
  q: string;
  kind: string;
  in: string;
  from: string;
  to: string;
}

/** Kinds that can be asked for, in the order of the list. */
export const kinds = ['conclusion', 'task', 'given', 'shortcoming', 'opinion', 'fact', 'paper'] as const;

const day = /^\d{4}-\d\d-\d\d$/;

/** readFilters reads the address; what it does not understand is left out. */
export function readFilters(search: string): Filters {
  const asked = new URLSearchParams(search);
  const text = (name: string) => asked.get(name) ?? '';
  const date = (name: string) => (day.test(text(name)) ? text(name) : '');
  const kind = kinds.find((one) => one === text('kind')) ?? '';
  return { q: text('q').slice(0, 60), kind, in: text('in'), from: date('from'), to: date('to') };
}

/** writeFilters is the address for what is asked; empty parts are left out. */
export function writeFilters(filters: Filters): string {
  const said = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''));
  return said.toString();
}

/** asks says whether there is anything to look for. */
export function asks({ q, kind, in: meeting, from, to }: Filters): boolean {
  return q.trim().length > 1 || [kind, meeting, from, to].some(Boolean);
}

/** A piece of a text; `hit` when its word was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** piecesOf cuts a text into what was looked for and the rest: words that begin with a word of the query, without regard to marks. */
export function piecesOf(text: string, query: string): Piece[] {
  const wanted = fold(query).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const pieces: Piece[] = [];
  const add = (part: string, hit: boolean) => {
    const last = pieces.at(-1);
    if (last && last.hit === hit) last.text += part;
    else if (part !== '') pieces.push({ text: part, hit });
  };
  let until = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = match[0];
    const hit = wanted.some((one) => fold(word).startsWith(one));
    add(text.slice(until, match.index), false);
    add(word, hit);
    until = match.index + word.length;
  }
  add(text.slice(until), false);
  // A gap between two words that were found belongs to them.
  const found: Piece[] = [];
  for (const [n, { text: part, hit }] of pieces.entries()) {
    const gap = !hit && n > 0 && n < pieces.length - 1 && /^\s+$/u.test(part);
    const last = found.at(-1);
    if (last && last.hit === (hit || gap)) last.text += part;
    else found.push({ text: part, hit: hit || gap });
  }
  return found;
}
