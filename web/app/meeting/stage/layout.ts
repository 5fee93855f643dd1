/** A grid of equal 16:9 tiles that fits a box. Sizes in CSS pixels. */
export interface Grid {
  columns: number;
  rows: number;
  tileWidth: number;
  tileHeight: number;
  /** Tiles on one page. */
  perPage: number;
}

const ratio = 16 / 9;
/** Between tiles. */
export const gap = 8;

// Wider boxes may hold smaller tiles without the names becoming unreadable (the table that LiveKit's grid uses).
const limits: readonly (readonly [width: number, tiles: number])[] = [
  [1100, 25],
  [960, 16],
  [700, 9],
  [560, 4],
  [0, 2],
];

/** gridFor chooses columns and rows for `count` tiles so that the tiles are as large as possible; more than a page takes go to further pages. */
export function gridFor(width: number, height: number, count: number): Grid {
  const most = limits.find(([least]) => width >= least)?.[1] ?? 2;
  const shown = Math.max(1, Math.min(count, most));
  let best: Grid = { columns: 1, rows: 1, tileWidth: -1, tileHeight: -1, perPage: shown };
  for (let columns = 1; columns <= shown; columns++) {
    const rows = Math.ceil(shown / columns);
    const boxWidth = (width - gap * (columns - 1)) / columns;
    const boxHeight = (height - gap * (rows - 1)) / rows;
    const tileWidth = Math.floor(Math.max(0, Math.min(boxWidth, boxHeight * ratio)));
    if (tileWidth > best.tileWidth) best = { columns, rows, tileWidth, tileHeight: Math.floor(tileWidth / ratio), perPage: shown };
  }
  return best;
}

/** largest is the largest 16:9 box within a box. */
export function largest(width: number, height: number): { width: number; height: number } {
  const fitted = Math.floor(Math.max(0, Math.min(width, height * ratio)));
  return { width: fitted, height: Math.floor(fitted / ratio) };
}
