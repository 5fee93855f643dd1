import type { Slot, Source, Want } from './frames';

/** One picture that is on screen now. `height` in CSS pixels; a lower `rank` is more important (0 share, 1 floor, 2 chair, 3 the rest). */
export interface Shown {
  seat: string;
  source: Source;
  height: number;
  rank: number;
}

// Heights are rounded up to these, so that dragging a window does not send a list for every pixel.
const steps = [90, 180, 270, 360, 540, 720, 1080, 2160];
/** The server takes no longer list. */
export const mostWants = 40;

/**
 * wantOf makes the wish list of what is on screen: every picture once, in the greatest size that shows it, the important ones first, at most `cap`
 * pictures (a phone cannot decode more). One's own pictures never come over the network.
 */
export function wantOf(shown: Iterable<Shown>, me: string, pixelRatio: number, cap: number): Want[] {
  const merged = new Map<string, Shown>();
  for (const tile of shown) {
    if (tile.height <= 0 || tile.seat === me) continue;
    const key = keyOf(tile.seat, tile.source);
    const before = merged.get(key);
    merged.set(key, before ? { ...tile, height: Math.max(tile.height, before.height), rank: Math.min(tile.rank, before.rank) } : tile);
  }
  return [...merged.values()]
    .toSorted((one, other) => one.rank - other.rank || other.height - one.height)
    .slice(0, Math.min(cap, mostWants))
    .map(({ seat, source, height }) => ({ seat, source, max_height: stepFor(height * pixelRatio) }));
}

function stepFor(height: number): number {
  return steps.find((step) => height <= step) ?? 2160;
}

/** sameWants says whether two lists wish the same. */
export function sameWants(one: readonly Want[], other: readonly Want[]): boolean {
  return (
    one.length === other.length &&
    one.every((want, index) => {
      const second = other[index];
      return second !== undefined && want.seat === second.seat && want.source === second.source && want.max_height === second.max_height;
    })
  );
}

/** keyOf names one picture or sound of a seat; ids hold no spaces. */
export function keyOf(seat: string, source: Source): string {
  return `${seat} ${source}`;
}

/**
 * placeTracks says which track shows which picture, from the server's map of slots and the tracks of the m-lines. When nothing moved it returns
 * `before`, so that nobody renders again; of several devices of a seat the first slot counts.
 */
export function placeTracks(slots: readonly Slot[], tracks: ReadonlyMap<string, MediaStreamTrack>, before: ReadonlyMap<string, MediaStreamTrack>): ReadonlyMap<string, MediaStreamTrack> {
  const placed = new Map<string, MediaStreamTrack>();
  for (const slot of slots) {
    const track = tracks.get(slot.mid);
    const key = keyOf(slot.seat, slot.source);
    if (track && !placed.has(key)) placed.set(key, track);
  }
  const same = placed.size === before.size && [...placed].every(([key, track]) => before.get(key) === track);
  return same ? before : placed;
}
