import { expect, it } from 'vitest';
import type { Item } from '../state';
import { courseRows } from './course';

const item = (part: Partial<Item>): Item => ({ id: 'i', title: 'Mục', kind: 'report', lead: '', presenter: '', minutes: 10, extended: 0, internal: false, late: false, papers: [], state: 'done', started_at: null, spent_ms: 0, ...part });

// The same numbers stand in TestCourse (Go).
it('has both numbers for every item', () => {
  const rows = courseRows([item({ minutes: 35, extended: 5, spent_ms: 41 * 60_000 + 20_000 }), item({ state: 'planned' })]);
  expect(rows.map(({ planned, extended, actual, over }) => [planned, extended, actual, over])).toEqual([
    [30, 5, 41, 6],
    [10, 0, 0, -10],
  ]);
});
