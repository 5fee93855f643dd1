import type { Bilingual } from '../api';
import type { Due } from '../state';
import type { Time } from '../wire';
import { fold } from '../ui/fold';
import { dueOf, lastDay } from './due';

/** Deadline words found in a text, as `POST …/deadlines` answers. Offsets count UTF-16 units; `until` is null where no date follows from the words. */
export interface Deadline {
  readonly start: number;
  readonly end: number;
  readonly until: Time | null;
  readonly words: string;
  readonly kind: string;
  readonly guessed: boolean;
  readonly rrule: string;
  readonly warnings: readonly { readonly code: string; readonly message: Bilingual }[];
  readonly explain: Bilingual;
}

/** Deadline words with the date that follows from them. */
export type DatedDeadline = Deadline & { readonly until: Time };

/** dated says whether there is a date to take over. */
export function dated(deadline: Deadline): deadline is DatedDeadline {
  return deadline.until !== null;
}

/** A date that is typed on purpose, after an exclamation mark. */
export interface Bang {
  /** Where the mark stands. */
  from: number;
  /** After the last word. */
  to: number;
  words: string;
}

const longestBang = 60;
const bangWords = /(?:^|\s)!(?<words>[^\s!.;,?\n][^!;,?\n]*)/gu;

/** bangAt is the last "!10-10" of a text: the words up to the next mark or the end of the line. A mark that ends a sentence is none. */
export function bangAt(text: string): Bang | null {
  const found = [...text.matchAll(bangWords)].at(-1);
  const typed = found?.groups?.['words'];
  if (!found || typed === undefined) return null;
  const words = sentence(typed).slice(0, longestBang).trimEnd();
  const from = found.index + found[0].length - typed.length - 1;
  return { from, to: from + 1 + words.length, words };
}

/** A full stop ends the words, one between figures does not: "10.10.2026." */
function sentence(typed: string): string {
  const end = /\.(?=\s|$)/u.exec(typed);
  return (end ? typed.slice(0, end.index) : typed).trimEnd();
}

/** asked is the part of a text whose deadline is looked for: what stands after "!", else all of it. */
export function asked(text: string): string {
  return (bangAt(text)?.words ?? text).trim();
}

const leads = ['truoc', 'het', 'cham', 'muon', 'den', 'trong', 'han', 'khong qua'];

/** withoutBang writes a date typed after "!" into the sentence so that it is understood there too: "trước ngày 10-10" stays, "10-10" and "thứ Sáu" become "hết ngày 09-10-2020". */
export function withoutBang(text: string, bang: Bang, deadline: DatedDeadline): { text: string; cursor: number } {
  const begins = fold(bang.words);
  const said = leads.some((lead) => begins.startsWith(`${lead} `)) ? bang.words : `hết ngày ${lastDay(deadline).split('-').toReversed().join('-')}`;
  const head = text.slice(0, bang.from) + said;
  return { text: head + text.slice(bang.to), cursor: head.length };
}

/** dueFrom is the due date of a form: to the hour where the date is still the one that was taken over, else to the end of the day. */
export function dueFrom(date: string, words: string, taken: Pick<Due, 'until'> | null): Due {
  const due = dueOf(date, words);
  return taken && lastDay(taken) === date ? { ...due, until: new Date(taken.until).toISOString() } : due;
}

/** holds says whether a form holds a deadline already. */
export function holds(form: { date: string | null; words: string }, deadline: DatedDeadline): boolean {
  return form.date === lastDay(deadline) && form.words.trim() === deadline.words;
}
