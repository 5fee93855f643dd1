import { describe, expect, it } from 'vitest';
import { focusFor, gap, gridFor, largest } from './layout';

describe('gridFor', () => {
  it.each([
    [1, 700, 500, 1, 1],
    [2, 760, 760, 1, 2],
    [4, 760, 700, 2, 2],
    [9, 760, 700, 3, 3],
    [12, 733, 700, 3, 4],
    [4, 390, 250, 2, 2],
  ])('%i tiles in %i×%i: %i columns, %i rows', (count, width, height, columns, rows) => {
    const grid = gridFor(width, height, count);
    expect([grid.columns, grid.rows]).toEqual([columns, rows]);
  });

  it('puts on a page what stays readable', () => {
    expect(gridFor(1200, 800, 126).perPage).toBe(25);
    expect(gridFor(980, 600, 126).perPage).toBe(16);
    expect(gridFor(720, 420, 126).perPage).toBe(9);
    expect(gridFor(600, 350, 126).perPage).toBe(4);
    expect(gridFor(390, 120, 126).perPage).toBe(2);
  });

  it('never leaves its box', () => {
    for (let count = 1; count <= 30; count++) {
      for (const [width, height] of [
        [390, 250],
        [700, 500],
        [1440, 700],
        [5, 5],
      ] as const) {
        const grid = gridFor(width, height, count);
        expect(grid.columns * grid.tileWidth + (grid.columns - 1) * gap).toBeLessThanOrEqual(Math.max(width, gap * (grid.columns - 1)));
        expect(grid.rows * grid.tileHeight + (grid.rows - 1) * gap).toBeLessThanOrEqual(Math.max(height, gap * (grid.rows - 1)));
        expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(grid.perPage);
      }
    }
  });
});

describe('focusFor', () => {
  it('fills the height that the large picture leaves', () => expect(focusFor(733, 760, 30)).toEqual({ rows: 3, thumbWidth: 177, thumbHeight: 99 }));
  it('takes no more rows than it needs, and larger ones', () => expect(focusFor(733, 760, 3)).toEqual({ rows: 1, thumbWidth: 239, thumbHeight: 134 }));
  it('keeps one row when there is no room', () => expect(focusFor(1100, 500, 30).rows).toBe(1));
  it('needs nothing for nobody', () => expect(focusFor(733, 760, 0).rows).toBe(0));
});

describe('largest', () => {
  it('is bound by width or by height', () => {
    expect(largest(1600, 2000)).toEqual({ width: 1600, height: 900 });
    expect(largest(2000, 90)).toEqual({ width: 160, height: 90 });
    expect(largest(-1, 0)).toEqual({ width: 0, height: 0 });
  });
});
