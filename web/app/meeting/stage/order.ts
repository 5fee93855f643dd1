/** What keeping the order of tiles needs to know. */
export interface Seating {
  /** Seats that have a tile now, in the meeting's order. */
  present: readonly string[];
  /** Seats heard now, loudest first. */
  speaking: readonly string[];
  /** When each seat was heard last, milliseconds. */
  heardAt: ReadonlyMap<string, number>;
  page: number;
  perPage: number;
}

/**
 * keepOrder is the order of tiles from before, changed as little as possible: who left is taken out, who came is put at the end, and a speaker who is
 * not on the page shown changes places with the seat on it that has been silent longest. Nobody else moves: a face stays where the eye left it.
 */
export function keepOrder(before: readonly string[], { present, speaking, heardAt, page, perPage }: Seating): string[] {
  const here = new Set(present);
  const order = before.filter((seat) => here.has(seat));
  const known = new Set(order);
  for (const seat of present) if (!known.has(seat)) order.push(seat);

  const from = Math.min(page * perPage, Math.max(0, order.length - 1));
  const to = Math.min(order.length, from + perPage);
  const taken = new Set(speaking);
  for (const seat of speaking.slice(0, perPage)) {
    const at = order.indexOf(seat);
    if (at < 0 || (at >= from && at < to)) continue;
    const place = quietest(order, from, to, taken, heardAt);
    if (place < 0) break;
    const [out, into] = [order[place], order[at]];
    if (out === undefined || into === undefined) break;
    order[place] = into;
    order[at] = out;
  }
  return sameOrder(order, before) ? (before as string[]) : order;
}

function quietest(order: readonly string[], from: number, to: number, taken: ReadonlySet<string>, heardAt: ReadonlyMap<string, number>): number {
  let place = -1;
  let since = Infinity;
  // From the end, so that among seats never heard the last one gives way and the chair at the front stays.
  for (let at = to - 1; at >= from; at--) {
    const seat = order[at];
    if (seat === undefined || taken.has(seat)) continue;
    const heard = heardAt.get(seat) ?? -Infinity;
    if (place < 0 || heard < since) {
      place = at;
      since = heard;
    }
  }
  return place;
}

function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((seat, at) => seat === other[at]);
}
