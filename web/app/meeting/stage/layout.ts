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

// Wider boxes may hold more columns without the names becoming unreadable (the widths that LiveKit's grid uses).
const widest: readonly (readonly [width: number, columns: number])[] = [
  [1100, 5],
  [960, 4],
  [700, 3],
  [0, 2],
];
/** The server sends at most so many pictures. */
const mostTiles = 25;

/** pageSize is how many tiles a page holds before they become too small. */
function pageSize(width: number, height: number): number {
  const columns = widest.find(([least]) => width >= least)?.[1] ?? 2;
  const tileHeight = (width - gap * (columns - 1)) / columns / ratio;
  const rows = Math.max(1, Math.floor((height + gap) / (Math.max(1, tileHeight) + gap)));
  return Math.min(mostTiles, columns * rows);
}

/**
 * gridFor chooses columns and rows for `count` tiles so that the tiles are as large as possible and few places stay empty; more than a page takes go
 * to further pages.
 */
export function gridFor(width: number, height: number, count: number): Grid {
  const shown = Math.max(1, Math.min(count, pageSize(width, height)));
  let best: Grid = { columns: 1, rows: 1, tileWidth: 0, tileHeight: 0, perPage: shown };
  let bestScore = -1;
  for (let columns = 1; columns <= shown; columns++) {
    const rows = Math.ceil(shown / columns);
    const boxWidth = (width - gap * (columns - 1)) / columns;
    const boxHeight = (height - gap * (rows - 1)) / rows;
    const tileWidth = Math.floor(Math.max(0, Math.min(boxWidth, boxHeight * ratio)));
    const score = tileWidth * Math.sqrt(shown / (columns * rows));
    if (score <= bestScore) continue;
    bestScore = score;
    best = { columns, rows, tileWidth, tileHeight: Math.floor(tileWidth / ratio), perPage: shown };
  }
  return best;
}

/** One large tile under a strip of small ones, in CSS pixels. */
export interface Focus {
  /** Rows of small tiles that fit above the large one; 0 when there are none. */
  rows: number;
  thumbWidth: number;
  thumbHeight: number;
}

const leastThumb = 150;
const mostThumb = 260;

/** focusFor uses the height that a large 16:9 picture leaves for further rows of small ones, as many as `count` needs. */
export function focusFor(width: number, height: number, count: number): Focus {
  if (count === 0 || width <= 0) return { rows: 0, thumbWidth: 0, thumbHeight: 0 };
  const least = width > 560 ? leastThumb : leastThumb * 0.8;
  const fitting = Math.max(1, Math.floor((width + gap) / (least + gap)));
  const columns = Math.min(fitting, Math.max(3, count));
  const thumbWidth = Math.floor(Math.min(mostThumb, (width - gap * (columns - 1)) / columns));
  const thumbHeight = Math.floor(thumbWidth / ratio);
  const free = height - width / ratio;
  const rows = Math.min(Math.ceil(count / columns), Math.max(1, Math.floor(free / (thumbHeight + gap))));
  return { rows, thumbWidth, thumbHeight };
}

/** largest is the largest 16:9 box within a box. */
export function largest(width: number, height: number): { width: number; height: number } {
  const fitted = Math.floor(Math.max(0, Math.min(width, height * ratio)));
  return { width: fitted, height: Math.floor(fitted / ratio) };
}
