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
  it('fills the height that the large picture leaves', () => {
    expect(focusFor(733, 760, 12)).toMatchObject({ side: 'above', lines: 3, thumb: { width: 177, height: 99 }, main: { width: 733, height: 412 } });
  });
  it('takes no more rows than it needs, and larger ones', () => {
    expect(focusFor(733, 760, 3)).toMatchObject({ side: 'above', lines: 1, thumb: { width: 239, height: 134 }, main: { width: 733 } });
  });
  it('stands beside the large picture where that makes it larger', () => {
    const focus = focusFor(1424, 756, 3);
    expect(focus).toMatchObject({ side: 'beside', lines: 1, thumb: { width: 150 } });
    expect(focus.main.width).toBe(1266);
    expect(focusFor(844, 313, 3)).toMatchObject({ side: 'beside', thumb: { width: 176 } });
    expect(focusFor(1600, 600, 2)).toMatchObject({ side: 'beside', thumb: { width: 260 }, main: { width: 1066 } });
  });
  it('is one row to swipe on phones', () => expect(focusFor(382, 279, 30)).toMatchObject({ side: 'below', lines: 1, thumb: { width: 128 }, strip: { width: 382 } }));
  it('needs nothing for nobody', () => expect(focusFor(733, 760, 0)).toMatchObject({ side: 'none', main: { width: 733, height: 412 } }));

  it('never leaves its box', () => {
    for (let count = 0; count <= 30; count++) {
      for (const [width, height] of [
        [382, 279],
        [560, 300],
        [600, 620],
        [733, 760],
        [1100, 500],
        [1424, 756],
        [1900, 400],
      ] as const) {
        const { side, strip, main } = focusFor(width, height, count);
        const beside = side === 'beside';
        expect(main.width + (beside ? gap + strip.width : 0)).toBeLessThanOrEqual(width);
        expect(main.height + (side === 'none' || beside ? 0 : gap + strip.height)).toBeLessThanOrEqual(height);
        expect(strip.width).toBeLessThanOrEqual(width);
        expect(main.width).toBeGreaterThan(width / 3);
      }
    }
  });
});

describe('largest', () => {
  it('is bound by width or by height', () => {
    expect(largest(1600, 2000)).toEqual({ width: 1600, height: 900 });
    expect(largest(2000, 90)).toEqual({ width: 160, height: 90 });
    expect(largest(-1, 0)).toEqual({ width: 0, height: 0 });
  });
});
