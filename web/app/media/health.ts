import type { Slot } from './frames';
import { arrivalOf, isLossy, weakSeats, type Arrival } from './stats';
import { newWatch, observe, type Watch } from './watchdog';

/** What one look found. `weak` and `lossy` are absent at looks that only count packets. */
export interface Verdict {
  restart: boolean;
  /** Nothing has ever come through on this connection, long after it should have. */
  failed: boolean;
  weak?: string[];
  lossy?: boolean;
}

// Every fifth look compares pictures and losses.
const judgeEvery = 5;
const connectWithin = 12_000;

/** Health judges one down connection by what arrives on it, not by what the connection thinks of itself. Owned by MediaRoom; a new one per connection. */
export class Health {
  readonly #born: number;
  #watch: Watch;
  #before: Arrival | null = null;
  #looks = 0;

  constructor(now: number) {
    this.#born = now;
    this.#watch = newWatch(now);
  }

  /** look takes the statistics, the map of slots, and says of a slot whether its sender sends. */
  look(report: RTCStatsReport, slots: readonly Slot[], sends: (slot: Slot) => boolean, now: number): Verdict {
    const seen = arrivalOf(report);
    // A shared screen that does not change sends nothing, and that is right.
    const expected = slots.some((slot) => slot.source !== 'screen' && sends(slot));
    const { watch, restart } = observe(this.#watch, seen.packets, expected, now);
    this.#watch = watch;
    const failed = seen.packets === 0 && expected && now - this.#born > connectWithin;
    this.#looks += 1;
    if (this.#looks % judgeEvery !== 0) return { restart, failed };
    const before = this.#before;
    this.#before = seen;
    if (!before) return { restart, failed };
    return { restart, failed, weak: weakSeats(before, seen, slots, sends), lossy: isLossy(before, seen) };
  }
}
