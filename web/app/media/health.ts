import type { Slot } from './frames';
import { reportBetween, type LinkReport, type Moment } from './linkReport';
import { arrivalOf, departureOf, routeOf, weakSeats, type Departure } from './stats';
import { isSuspicious, newWatch, observe, type Watch } from './watchdog';
import { judge, notWeak, type Weakness } from './weakness';

/** What one look found. The optional ones are absent at looks that only count packets. */
export interface Verdict {
  restart: boolean;
  /** Something stopped arriving: perhaps the socket is gone as well. */
  suspicious: boolean;
  /** Nothing has ever come through on this connection, long after it should have. */
  failed: boolean;
  /** Seats whose picture comes badly. */
  weak?: string[];
  /** Our own link is weak. */
  lossy?: boolean;
  report?: LinkReport;
}

// Every eighth look, that is every two seconds, compares pictures and losses.
const judgeEvery = 8;
const connectWithin = 12_000;
/** The server answers what is sent at least once a second; a path that brings nothing back for longer is broken. */
const unanswered = 3000;

/** Health judges the connections of one stay by what arrives and what comes back, not by what they think of themselves. Owned by Guard. */
export class Health {
  readonly #born: number;
  #arriving: Watch;
  #answered: Watch;
  #before: Moment | null = null;
  #sent = 0;
  #looks = 0;
  #weakness: Weakness = notWeak;

  constructor(now: number) {
    this.#born = now;
    this.#arriving = newWatch(now);
    this.#answered = newWatch(now);
  }

  /** look takes the statistics of both connections, the map of slots, and says of a slot whether its sender sends. */
  look(up: RTCStatsReport, down: RTCStatsReport, slots: readonly Slot[], sends: (slot: Slot) => boolean, now: number): Verdict {
    const [seen, sent] = [arrivalOf(down), departureOf(up)];
    // A shared screen that does not change sends nothing, and that is right.
    const expected = slots.some((slot) => slot.source !== 'screen' && sends(slot));
    const arriving = observe(this.#arriving, seen.packets, expected, now);
    this.#arriving = arriving.watch;
    const restart = this.#isUnanswered(sent, now) || arriving.restart;
    const suspicious = restart || isSuspicious(this.#arriving, now);
    const failed = seen.packets === 0 && expected && now - this.#born > connectWithin;
    this.#looks += 1;
    if (this.#looks % judgeEvery !== 0) return { restart, suspicious, failed };
    const [before, route] = [this.#before, routeOf(up)];
    const moment: Moment = { at: now, up: sent, down: seen, route: route.transport ? route : routeOf(down) };
    this.#before = moment;
    if (!before) return { restart, suspicious, failed };
    const report = reportBetween(before, moment);
    this.#weakness = judge(this.#weakness, report);
    return { restart, suspicious, failed, weak: weakSeats(before.down, seen, slots, sends), lossy: this.#weakness.weak, report };
  }

  #isUnanswered(sent: Departure, now: number): boolean {
    const sending = sent.packets > this.#sent;
    this.#sent = sent.packets;
    const { watch, restart } = observe(this.#answered, sent.feedback, sending, now, unanswered);
    this.#answered = watch;
    return restart;
  }
}
