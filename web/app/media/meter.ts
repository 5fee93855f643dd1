import { withServer, type LinkReport } from './linkReport';

type Heard = (report: LinkReport) => void;

/**
 * Meter hands the reports on our own link to whoever watches, outside of React's state, and asks the server for its part only while somebody does. Owned by
 * MediaRoom.
 */
export class Meter {
  readonly #watchers = new Set<Heard>();
  readonly #ask: (watching: boolean) => void;
  #server: Record<string, unknown> = {};
  #last: LinkReport | null = null;

  constructor(ask: (watching: boolean) => void) {
    this.#ask = ask;
  }

  /** watching says whether anybody watches; after a welcome the server has to be asked anew. */
  get watching(): boolean {
    return this.#watchers.size > 0;
  }

  /** watch calls back with the last report and each new one, about every two seconds, until the returned function is called. */
  watch(heard: Heard): () => void {
    this.#watchers.add(heard);
    if (this.#watchers.size === 1) this.#ask(true);
    if (this.#last) heard(this.#last);
    return () => {
      if (!this.#watchers.delete(heard) || this.#watchers.size > 0) return;
      this.#server = {};
      this.#ask(false);
    };
  }

  /** measured takes what this browser found. */
  measured(report: LinkReport): void {
    this.#last = withServer(report, this.#server);
    for (const heard of this.#watchers) heard(this.#last);
  }

  /** told takes what the server measured (`stats`). */
  told(data: Record<string, unknown>): void {
    this.#server = data;
    if (this.#last) this.measured(this.#last);
  }
}
