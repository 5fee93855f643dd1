import type { Down } from './down';
import type { Slot } from './frames';
import { Health, type Verdict } from './health';
import type { Up } from './up';

/** The two connections of one stay, and what is known about them. */
export interface Guarded {
  up: Up;
  down: Down;
  slots: () => readonly Slot[];
  /** The sender of a slot sends, as far as the room's state says. */
  sends: (slot: Slot) => boolean;
}

/** What the guard asks of its owner. */
export interface GuardEvents {
  /** Seek new network paths both ways. */
  restart(): void;
  /** See whether the socket is still alive: media fell silent, or nothing has been heard of the world for a while. */
  doubt(): void;
  verdict(verdict: Verdict): void;
}

const lookEvery = 250;
/** A page whose timer stood still for so long was asleep, or was frozen in the background. */
const asleep = 5000;

interface NetworkConnection extends EventTarget {
  type?: string;
}

/**
 * Guard watches over the connections by what arrives and what comes back, and over the machine: sleep, another network. It says what should be done and does
 * nothing itself. Owned by MediaRoom.
 */
export class Guard {
  readonly #events: GuardEvents;
  #guarded: Guarded | null = null;
  #health: Health | null = null;
  /** The present silence has led to a doubt already; seeking a new path is another reason. */
  #doubted = false;
  #timer: ReturnType<typeof setInterval> | undefined;
  #tickedAt = 0;
  readonly #network = (navigator as { connection?: NetworkConnection }).connection;
  #type = this.#network?.type;
  readonly #online = () => this.#moved();
  readonly #changed = () => {
    // The event also comes when the browser merely guesses another speed.
    const type = this.#network?.type;
    if (type === this.#type) return;
    this.#type = type;
    this.#moved();
  };

  constructor(events: GuardEvents) {
    this.#events = events;
  }

  /** open starts the timer; it may be called once. */
  open(): void {
    this.#tickedAt = performance.now();
    this.#timer = setInterval(() => void this.#look(), lookEvery);
    window.addEventListener('online', this.#online);
    this.#network?.addEventListener('change', this.#changed);
  }

  /** close ends the watch. */
  close(): void {
    clearInterval(this.#timer);
    window.removeEventListener('online', this.#online);
    this.#network?.removeEventListener('change', this.#changed);
    this.#guarded = null;
  }

  /** watch takes the connections of a new stay; null while there are none. */
  watch(guarded: Guarded | null): void {
    this.#guarded = guarded;
    this.#doubted = false;
    this.#health = guarded ? new Health(performance.now()) : null;
  }

  #moved(): void {
    if (!this.#guarded) return;
    this.#events.doubt();
    this.#events.restart();
  }

  async #look(): Promise<void> {
    const now = performance.now();
    const slept = now - this.#tickedAt > asleep;
    this.#tickedAt = now;
    if (slept) this.#events.doubt();
    const [guarded, health] = [this.#guarded, this.#health];
    if (!guarded || !health) return;
    const [up, down] = await Promise.all([guarded.up.report(), guarded.down.report()]);
    if (guarded !== this.#guarded) return;
    const verdict = health.look(up, down, guarded.slots(), guarded.sends, performance.now());
    if (verdict.restart || (verdict.suspicious && !this.#doubted)) this.#events.doubt();
    this.#doubted = verdict.suspicious;
    if (verdict.restart) this.#events.restart();
    this.#events.verdict(verdict);
  }
}
