import { uuid7 } from '../ids';
import type { Due, Precedent, Scope, Target } from '../state';
import type { LineKind } from '../wire';
import { kindAtStart } from './compose';

/** Whose words a line is. */
export interface Speaker {
  unit: string;
  person: string;
}

/** What was so when the typing began: it holds for the line even if the floor or the agenda moves on meanwhile. */
export interface Beginning extends Speaker {
  item: string;
}

/** What the chips of a conclusion say about its task. Nobody is chosen while `all` is false, `group` null and `units` empty. */
export interface Wish {
  all: boolean;
  group: string | null;
  units: readonly string[];
  supporting: readonly string[];
  due: Due | null;
  target: Target | null;
  /** The earlier conclusion that the line takes up. */
  precedent: Precedent | null;
}

/** What is being typed. It survives a reload. `speaker` is null while it follows the floor; `item` is null while it follows the current item. */
export interface Sketch {
  line: string;
  kind: LineKind;
  text: string;
  /** When the typing began, milliseconds of the server's clock; null while there is no text. */
  typedAt: number | null;
  /** When the text was last emptied, same clock; null while there is text or there never was. */
  emptiedAt: number | null;
  began: Beginning | null;
  item: string | null;
  speaker: Speaker | null;
  wish: Wish;
}

/** A wish that says nothing. */
export const noWish: Wish = { all: false, group: null, units: [], supporting: [], due: null, target: null, precedent: null };

/** blank is an empty sketch of a kind; `item` is kept from the one before where it was chosen. */
export function blank(kind: LineKind, item: string | null): Sketch {
  return { line: uuid7(), kind, text: '', typedAt: null, emptiedAt: null, began: null, item, speaker: null, wish: noWish };
}

/** directs says whether tasks may come from a kind of line. */
export function directs(kind: LineKind): boolean {
  return kind === 'conclusion' || kind === 'task';
}

/** Milliseconds within which an emptied text is still the same typing: input methods rewrite the first letters by deleting them. */
const rewriting = 1_500;

/**
 * typed is the sketch after the text changed. While an input method composes, or rewrites what it has typed, nothing but the text changes: a kind at the start is
 * read only from finished text, and the beginning stays.
 */
export function typed(before: Sketch, text: string, composing: boolean, now: number, beginning: Beginning): Sketch {
  if (text.trim() === '') return { ...before, text, emptiedAt: before.text.trim() === '' ? before.emptiedAt : now };
  const same = before.typedAt !== null && (before.emptiedAt === null || now - before.emptiedAt < rewriting);
  const start = same ? { typedAt: before.typedAt, began: before.began } : { typedAt: now, began: beginning };
  const command = composing ? null : kindAtStart(text);
  const said = command ? { kind: command.kind, text: command.rest } : { text };
  return { ...before, ...start, emptiedAt: null, ...said };
}

/** restored reads what an earlier page kept; null when it is no sketch. Fields that an older page did not know are empty. */
export function restored(value: unknown): Sketch | null {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('text' in value) || !('kind' in value)) return null;
  const kept = value as Partial<Sketch> & Pick<Sketch, 'line' | 'text' | 'kind'>;
  return { ...blank(kept.kind, null), ...kept, wish: { ...noWish, ...kept.wish } };
}

/** chosen says whether somebody is named who is to do it. */
export function chosen(wish: Wish): boolean {
  return wish.all || wish.group !== null || wish.units.length > 0;
}

/** wished says whether the chips say anything about a task. */
export function wished(wish: Wish): boolean {
  return chosen(wish) || wish.supporting.length > 0 || wish.due !== null || wish.target !== null;
}

/** scopeOf is the choice of units that the chips say; null when they name nobody. */
export function scopeOf({ all, group, units }: Wish): Scope | null {
  if (all) return { kind: 'all' };
  if (group !== null) return { kind: 'group', group };
  return units.length > 0 ? { kind: 'ticked', units: [...units] } : null;
}

/** withLead is the wish with one more choice of who leads: everybody and a group stand alone, units gather. */
export function withLead(wish: Wish, choice: { all: true } | { group: string } | { unit: string }): Wish {
  if ('all' in choice) return { ...wish, all: true, group: null, units: [] };
  if ('group' in choice) return { ...wish, all: false, group: choice.group, units: [] };
  const supporting = wish.supporting.filter((id) => id !== choice.unit);
  return { ...wish, all: false, group: null, units: wish.units.includes(choice.unit) ? wish.units : [...wish.units, choice.unit], supporting };
}

/** withSupport is the wish with one more unit that helps; a unit that leads does not help itself. */
export function withSupport(wish: Wish, unit: string): Wish {
  if (wish.supporting.includes(unit) || wish.units.includes(unit)) return wish;
  return { ...wish, supporting: [...wish.supporting, unit] };
}
