import { describe, expect, it } from 'vitest';
import type { Item, Line } from '../state';
import { readbackOf, readingOf } from './readback';

const line = (more: Partial<Line>) => ({ id: 'l1', item: 'i1', kind: 'conclusion', revision: 7, removed: false, ...more }) as Line;
const confirmed = (revision: number) => ({ confirmed: { revision, by: 'chair', at: '' } });

describe('reading a conclusion back', () => {
  it('holds for the words that were confirmed', () => {
    expect(readingOf(line({}))).toBe('unread');
    expect(readingOf(line(confirmed(7)))).toBe('confirmed');
    expect(readingOf(line({ ...confirmed(7), revision: 9 }))).toBe('again');
    expect(readingOf(line({ ...confirmed(7), kind: 'opinion' }))).toBe('again');
  });
  const items = [{ id: 'i0' }, { id: 'i1' }] as Item[];
  const lines = [line(confirmed(7)), line({ id: 'l2' }), line({ id: 'l3', removed: true }), line({ id: 'l4', kind: 'opinion' }), line({ id: 'l5', item: 'i0' })];
  it('shows the conclusions of one item', () => {
    const shown = readbackOf({ items, lines, status: 'running', readback: 'i1' });
    expect(shown).toMatchObject({ number: 2, confirmed: 1 });
    expect(shown?.lines.map((one) => one.id)).toEqual(['l1', 'l2']);
  });
  it('shows nothing when nothing is read, to nobody who may not see it, and not after the end', () => {
    expect(readbackOf({ items, lines, status: 'running' })).toBeNull();
    expect(readbackOf({ items, lines, status: 'running', readback: 'hidden' })).toBeNull();
    expect(readbackOf({ items, lines, status: 'closed', readback: 'i1' })).toBeNull();
  });
});
