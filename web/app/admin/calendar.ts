import type { CalendarYear, MakeUp, Off } from '../prepare';

export type { MakeUp, Off };

/** A year of the calendar as the server gives it. */
export interface Year extends Pick<CalendarYear, 'year' | 'source'> {
  off: Off[] | null;
  work: MakeUp[] | null;
  edited: boolean;
}

/** A row while it is edited: `key` is its name on the page, and an empty date was not chosen yet. */
export type Row<T> = T & { key: number };

/** A year while it is edited. It is a value. */
export interface Draft {
  source: string;
  off: Row<Off>[];
  work: Row<MakeUp>[];
}

/** draftOf opens a year for editing. */
export function draftOf({ source, off, work }: Year): Draft {
  return { source, off: keyed(off ?? []), work: keyed(work ?? []) };
}

function keyed<T>(rows: readonly T[]): Row<T>[] {
  return rows.map((row, key) => ({ ...row, key }));
}

/** added is rows with another at the end. */
export function added<T>(rows: readonly Row<T>[], row: T): Row<T>[] {
  return [...rows, { ...row, key: 1 + Math.max(-1, ...rows.map(({ key }) => key)) }];
}

/** changed is rows with some words of one of them changed. */
export function changed<T>(rows: readonly Row<T>[], key: number, words: Partial<T>): Row<T>[] {
  return rows.map((row) => (row.key === key ? { ...row, ...words } : row));
}

/** bodyOf is what the server is given, days in order. */
export function bodyOf({ source, off, work }: Draft): Pick<Year, 'source' | 'off' | 'work'> {
  return {
    source,
    off: off.map(({ from, to, vi, en, unconfirmed }) => ({ from, to, vi, en, ...(unconfirmed ? { unconfirmed } : {}) })).toSorted((a, b) => a.from.localeCompare(b.from)),
    work: work.map((row) => ({ day: row.day, for: row.for })).toSorted((a, b) => a.day.localeCompare(b.day)),
  };
}

/** complete says whether every row has its dates and names, and the year its source. */
export function complete({ source, off, work }: Draft): boolean {
  const said = (text: string) => text.trim() !== '';
  return said(source) && off.every((row) => said(row.from) && said(row.to) && said(row.vi) && said(row.en)) && work.every((row) => said(row.day) && said(row.for));
}

/** differs says whether the draft is not the year any more. */
export function differs(draft: Draft, year: Year): boolean {
  return JSON.stringify(bodyOf(draft)) !== JSON.stringify(bodyOf(draftOf(year)));
}

/** following is an empty year after the last one. */
export function following(years: readonly Year[], now: number): Year {
  return { year: 1 + Math.max(now - 1, ...years.map(({ year }) => year)), source: '', off: [], work: [], edited: false };
}
