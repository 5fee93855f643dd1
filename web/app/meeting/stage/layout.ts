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

/** A size in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** One large tile and a strip of small ones that touch each other, to be centred together. Sizes in CSS pixels. */
export interface Focus {
  /** Where the strip stands: over the large tile, under it, on its right, or nowhere when there are no others. */
  side: 'none' | 'above' | 'below' | 'beside';
  /** Lines of small tiles: rows above and below, columns beside. */
  lines: number;
  thumb: Size;
  /** Outer size of the strip, room for its scroll bar included. */
  strip: Size;
  /** What the strip leaves; a shared screen takes all of it. */
  room: Size;
  /** The largest 16:9 box in that. */
  main: Size;
}

const leastThumb = 150;
const mostThumb = 260;
/** A thin scroll bar. */
const scrollbar = 10;
/** Narrower stages have one row of small tiles under the large one, to be swiped. */
const narrowStage = 560;
const swipedThumb = 128;

/** focusFor sets `count` small tiles beside or above the large one, whichever makes it larger, and lets them fill what it leaves. */
export function focusFor(width: number, height: number, count: number): Focus {
  if (count === 0 || width <= 0 || height <= 0) {
    const none = { width: 0, height: 0 };
    return { side: 'none', lines: 0, thumb: none, strip: none, room: { width, height }, main: largest(width, height) };
  }
  if (width < narrowStage) return inRows('below', width, height, { count, perRow: count, rows: 1, thumbWidth: swipedThumb, bar: 0 });
  const [over, right] = [above(width, height, count), beside(width, height, count)];
  return right.main.width > over.main.width ? right : over;
}

function above(width: number, height: number, count: number): Focus {
  const fitting = Math.max(1, Math.floor((width + gap) / (leastThumb + gap)));
  const columns = Math.min(fitting, Math.max(3, count));
  const free = height - width / ratio;
  const most = Math.min(mostThumb, (width - gap * (columns - 1)) / columns);
  // What the large picture does not need in height is theirs, but they never grow at its cost.
  const wish = Math.max(leastThumb, (free - gap) * ratio);
  const rows = Math.min(Math.ceil(count / columns), Math.max(1, Math.floor(free / (most / ratio + gap))));
  const more = count > columns * rows;
  const thumbWidth = rows > 1 && more ? most - scrollbar / columns : Math.min(most, wish);
  return inRows('above', width, height, { count, perRow: columns, rows, thumbWidth, bar: more ? scrollbar : 0 });
}

function inRows(
  side: 'above' | 'below',
  width: number,
  height: number,
  { count, perRow, rows, thumbWidth, bar }: { count: number; perRow: number; rows: number; thumbWidth: number; bar: number },
): Focus {
  const thumb = { width: Math.floor(thumbWidth), height: Math.floor(thumbWidth / ratio) };
  const wide = Math.min(perRow, count) * (thumb.width + gap) - gap;
  // One row scrolls to the side, several scroll down.
  const high = rows * (thumb.height + gap) - gap + (rows === 1 ? bar : 0);
  const strip = { width: Math.min(width, bar > 0 ? width : wide), height: high };
  const room = { width, height: Math.max(0, height - high - gap) };
  return { side, lines: rows, thumb, strip, room, main: largest(room.width, room.height) };
}

function beside(width: number, height: number, count: number): Focus {
  const free = width - height * ratio;
  const perColumn = Math.max(1, Math.floor((height + gap) / (leastThumb / ratio + gap)));
  const columns = Math.min(Math.ceil(count / perColumn), Math.max(1, Math.floor(free / (leastThumb + gap))));
  // Smaller ones that all fit are better than larger ones that scroll.
  const each = (height + gap) / Math.ceil(count / columns) - gap;
  const thumbWidth = Math.floor(Math.max(leastThumb, Math.min(mostThumb, free / columns - gap, each * ratio)));
  const thumb = { width: thumbWidth, height: Math.floor(thumbWidth / ratio) };
  const fits = columns * Math.max(1, Math.floor((height + gap) / (thumb.height + gap))) >= count;
  const wide = columns * (thumb.width + gap) - gap + (fits ? 0 : scrollbar);
  const room = { width: Math.max(0, width - wide - gap), height };
  const main = largest(room.width, room.height);
  return { side: 'beside', lines: columns, thumb, strip: { width: wide, height: main.height }, room, main };
}

/** largest is the largest 16:9 box within a box. */
export function largest(width: number, height: number): Size {
  const fitted = Math.floor(Math.max(0, Math.min(width, height * ratio)));
  return { width: fitted, height: Math.floor(fitted / ratio) };
}
