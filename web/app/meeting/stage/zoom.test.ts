import { describe, expect, it } from 'vitest';
import { fitted, zoomAt } from './zoom';

describe('zoomAt', () => {
  it('keeps what is under the finger', () => {
    const twice = zoomAt(fitted, 2, { x: 100, y: 50 });
    expect(twice).toEqual({ scale: 2, left: 100, top: 50 });
    expect(zoomAt(twice, 2, { x: 100, y: 50 })).toEqual({ scale: 4, left: 300, top: 150 });
  });
  it('never becomes smaller than the frame', () => expect(zoomAt({ scale: 2, left: 30, top: 0 }, 0.1, { x: 0, y: 0 })).toEqual(fitted));
  it('ends at six times', () => expect(zoomAt(fitted, 50, { x: 0, y: 0 }).scale).toBe(6));
});
