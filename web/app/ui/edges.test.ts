import { describe, expect, it } from 'vitest';
import { edgesOf } from './edges';

describe('a row that is wider than its place', () => {
  const row = (scrollLeft: number) => edgesOf({ scrollLeft, scrollWidth: 480, clientWidth: 390 });
  it('goes on at its end, at both ends, at its start', () => {
    expect(row(0)).toEqual({ start: false, end: true });
    expect(row(45)).toEqual({ start: true, end: true });
    expect(row(90)).toEqual({ start: true, end: false });
  });
  it('takes parts of a pixel for nothing', () => expect(row(89.4)).toEqual({ start: true, end: false }));
  it('that fits goes on nowhere', () => expect(edgesOf({ scrollLeft: 0, scrollWidth: 390, clientWidth: 390 })).toEqual({ start: false, end: false }));
});
