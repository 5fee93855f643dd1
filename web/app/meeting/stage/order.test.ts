import { describe, expect, it } from 'vitest';
import { keepOrder, type Seating } from './order';

const seating = (change: Partial<Seating>): Seating => ({ present: ['a', 'b', 'c', 'd', 'e'], speaking: [], heardAt: new Map(), page: 0, perPage: 2, ...change });

describe('keepOrder', () => {
  it('begins with the order of the meeting', () => expect(keepOrder([], seating({}))).toEqual(['a', 'b', 'c', 'd', 'e']));
  it('returns the same list when nothing changes', () => {
    const before = ['c', 'a', 'b', 'd', 'e'];
    expect(keepOrder(before, seating({ speaking: ['a'] }))).toBe(before);
  });
  it('takes out who left and puts newcomers last', () => expect(keepOrder(['e', 'b', 'a'], seating({ present: ['a', 'b', 'c'] }))).toEqual(['b', 'a', 'c']));
  it('brings an off-page speaker in for the seat silent longest', () => {
    const heardAt = new Map([
      ['a', 10],
      ['b', 5],
    ]);
    expect(keepOrder(['a', 'b', 'c', 'd', 'e'], seating({ speaking: ['d'], heardAt }))).toEqual(['a', 'd', 'c', 'b', 'e']);
  });
  it('lets the last one give way when nobody was heard', () => expect(keepOrder(['a', 'b', 'c', 'd', 'e'], seating({ speaking: ['c'] }))).toEqual(['a', 'c', 'b', 'd', 'e']));
  it('moves nobody who speaks', () => expect(keepOrder(['a', 'b', 'c', 'd', 'e'], seating({ speaking: ['a', 'b', 'c'] }))).toEqual(['a', 'b', 'c', 'd', 'e']));
  it('works on the page that is shown', () => expect(keepOrder(['a', 'b', 'c', 'd', 'e'], seating({ page: 1, speaking: ['a'] }))).toEqual(['d', 'b', 'c', 'a', 'e']));
});
