import type { Item } from '../state';

/** One item's time in whole minutes: planned before the chair added any, what was added or taken, what it took, and by how much it was over (below zero: under). */
export interface CourseRow {
  id: string;
  title: string;
  state: Item['state'];
  planned: number;
  extended: number;
  actual: number;
  over: number;
}

/** courseRows is export.CourseOf (Go) for runs that ended. */
export function courseRows(items: readonly Item[]): CourseRow[] {
  return items.map(({ id, title, state, minutes, extended, spent_ms }) => {
    const actual = Math.round(spent_ms / 60_000);
    return { id, title, state, planned: minutes - extended, extended, actual, over: actual - minutes };
  });
}
