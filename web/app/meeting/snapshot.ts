import type { Meeting } from '../state';
import type { Vault } from '../vault';

const writeEvery = 15_000; // a snapshot of a long meeting is some megabytes
const form = 1;

/**
 * Snapshot keeps the meeting as it was last confirmed on this device, sealed like the outbox, so that a page that is loaded again without a connection shows the minutes. It is only
 * shown, never built upon: when the records come they are folded from the first one.
 */
export class Snapshot {
  private readonly vault: () => Promise<Vault>;
  private readonly place: [meeting: string, seat: string];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private newest: Meeting | null = null;

  constructor(vault: () => Promise<Vault>, meeting: string, seat: string) {
    this.vault = vault;
    this.place = [`${meeting}#kept`, seat];
  }

  /** read is the meeting as an earlier page last had it; null when there is none that this page understands. */
  async read(): Promise<Meeting | null> {
    const kept = (await (await this.vault()).readDraft(...this.place).catch(() => undefined)) as { form?: number; meeting?: Meeting } | undefined;
    return kept?.form === form && kept.meeting ? kept.meeting : null;
  }

  /** keep writes the meeting down in a moment; the newest of several is written. */
  keep(meeting: Meeting): void {
    this.newest = meeting;
    this.timer ??= setTimeout(() => void this.flush(), writeEvery);
  }

  /** flush writes down now what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const meeting = this.newest;
    this.newest = null;
    if (meeting) await (await this.vault()).writeDraft(...this.place, { form, meeting }).catch(() => undefined);
  }

  /** forget takes the meeting off this device: the link was revoked. */
  async forget(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.newest = null;
    await (await this.vault()).writeDraft(...this.place, undefined).catch(() => undefined);
  }
}
