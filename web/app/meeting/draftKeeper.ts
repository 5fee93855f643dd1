import type { Vault } from '../vault';

/**
 * DraftKeeper keeps the composer of one seat: for the page at once, and on the device as fast as the device writes. One write is on its way at a time and the newest
 * words follow it, so that a page that goes away has lost at most what was typed during one write.
 */
export class DraftKeeper {
  private readonly vault: () => Promise<Vault>;
  private readonly meeting: string;
  private readonly seat: string;
  private draft: { value: unknown } | null = null;
  private wanted: unknown;
  private dirty = false;
  private running: Promise<void> | null = null;
  /** The device is known to hold nothing. */
  private cleared = false;

  constructor(vault: () => Promise<Vault>, meeting: string, seat: string) {
    this.vault = vault;
    this.meeting = meeting;
    this.seat = seat;
  }

  /** read is the text in the composer as it was last written, from this page or from an earlier one. */
  async read(): Promise<unknown> {
    const kept = await (await this.vault()).readDraft(this.meeting, this.seat).catch(() => undefined);
    this.draft ??= { value: kept };
    return this.draft.value;
  }

  /** known is read without waiting; undefined until somebody has read or written. */
  known(): unknown {
    return this.draft?.value;
  }

  /** write remembers the composer for this page and, where `keep` says so, on the device; else what the device has is forgotten. */
  write(value: unknown, keep: boolean): void {
    this.draft = { value };
    const wanted = keep ? value : undefined;
    if (wanted === undefined && this.cleared && this.running === null) return;
    this.wanted = wanted;
    this.dirty = true;
    this.running ??= this.run();
  }

  /** settled resolves when everything that was written is on the device. */
  settled(): Promise<void> {
    return this.running ?? Promise.resolve();
  }

  private async run(): Promise<void> {
    const vault = await this.vault();
    while (this.dirty) {
      this.dirty = false;
      const { wanted } = this;
      await vault.writeDraft(this.meeting, this.seat, wanted).catch(() => undefined); // a full disk: the page still has it
      this.cleared = wanted === undefined;
    }
    this.running = null;
  }
}
