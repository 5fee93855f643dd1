// Every change is written down on this device before it is sent, sent in order, and forgotten when the server has it.
import { uuid7 } from './ids';
import type { Vault } from './vault';
import { pendingRevision, type Command, type CommandType, type Refusal } from './wire';

/** One command on its way. `acked` is the version in which the server has it, until the record itself is here. */
export interface Entry {
  id: string;
  seq: number;
  command: Command;
  /** When the person did it, milliseconds of the server's clock. */
  at: number;
  refusal?: Refusal;
  acked?: number;
  /** Not kept on the device: it would be wrong later ("next item"). */
  fleeting?: boolean;
}

/** What the outbox needs from the page. */
export interface OutboxPorts {
  /** Puts a command on the wire; false when there is no connection. */
  send(id: string, command: Command): boolean;
  /** Entries changed. Called synchronously; take a copy with entries(). */
  changed(): void;
  /** A refused entry, once. */
  refused(entry: Entry): void;
  /** The revision of a line as confirmed now, 0 when there is none. */
  revisionOf(line: string): number;
  now(): number;
}

/** Milliseconds after which a fleeting command that got no answer is given up. */
export const fleetingPatience = 12_000;

const retryLeast = 1_000;
const retrySpread = 4_000;

/** Outbox belongs to one page at one seat. Of several tabs at the same seat one sends; the others hand over through the vault. */
export class Outbox {
  private readonly vault: Vault;
  private readonly meeting: string;
  private readonly seat: string;
  private readonly ports: OutboxPorts;
  private list: Entry[] = [];
  private readonly stored = new Set<string>();
  private readonly settled = new Map<string, { done: () => void; failed: (refusal: Refusal) => void }>();
  private inFlight: string | null = null;
  private leader = false;
  private online = false;
  private seq = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private channel: BroadcastChannel | null = null;
  private readonly stopping = new AbortController();

  constructor(vault: Vault, meeting: string, seat: string, ports: OutboxPorts) {
    this.vault = vault;
    this.meeting = meeting;
    this.seat = seat;
    this.ports = ports;
  }

  /** start loads what an earlier page left and begins to compete for the right to send. */
  async start(): Promise<void> {
    if (typeof BroadcastChannel !== 'undefined' && this.vault.durable) {
      this.channel = new BroadcastChannel(`giaoban-outbox/${this.meeting}/${this.seat}`);
      this.channel.onmessage = () => void this.reload();
    }
    await this.reload();
    if (!globalThis.navigator?.locks || !this.vault.durable) {
      this.lead();
      return;
    }
    const held = new Promise<void>((release) => this.stopping.signal.addEventListener('abort', () => release()));
    navigator.locks
      .request(`giaoban-outbox/${this.meeting}/${this.seat}`, { signal: this.stopping.signal }, () => {
        this.lead();
        return held;
      })
      .catch(() => undefined); // aborted while waiting: the page is going
  }

  /** stop hands the right to send to another tab. Nothing is lost: what is not sent is in the vault. */
  stop(): void {
    this.stopping.abort();
    clearTimeout(this.retry);
    this.leader = false;
    this.channel?.close();
    this.channel = null;
  }

  /** entries is everything that is not yet in a record that this page has, refused entries included, in order. */
  entries(): readonly Entry[] {
    return this.list;
  }

  /** add writes a command down and sends it when its turn comes. The promise ends with the server's answer. */
  add(command: Command, fleeting = false): Promise<void> {
    this.seq = Math.max(this.seq + 1, Date.now());
    const entry: Entry = { id: uuid7(), seq: this.seq, command, at: this.ports.now(), ...(fleeting ? { fleeting } : {}) };
    this.list = [...this.list, entry];
    this.ports.changed();
    const answer = new Promise<void>((resolve, reject) => this.settled.set(entry.id, { done: resolve, failed: reject }));
    if (fleeting) {
      this.stored.add(entry.id);
      setTimeout(() => this.giveUp(entry.id), fleetingPatience);
      this.pump();
    } else void this.store(entry);
    return answer;
  }

  /** connected says whether the socket is welcomed; what was in flight is sent again, unchanged. */
  connected(online: boolean): void {
    this.online = online;
    this.inFlight = null;
    if (online) this.pump();
  }

  /** accepted is the server's ok. The entry stays in the picture until caughtUp brings its record. */
  accepted(id: string, version: number): void {
    if (this.inFlight === id) this.inFlight = null;
    if (this.change(id, { acked: version })) void this.forget(id);
    this.settle(id);
    this.pump();
  }

  /** rejected is the server's refusal. Only `unavailable` is sent again. */
  rejected(id: string, refusal: Refusal): void {
    const entry = this.find(id);
    if (!entry) return;
    if (this.inFlight === id) this.inFlight = null;
    if (refusal.code === 'unavailable') {
      clearTimeout(this.retry);
      this.retry = setTimeout(() => this.pump(), retryLeast + Math.random() * retrySpread);
      return;
    }
    this.refuse(entry, refusal);
    this.pump();
  }

  /** caughtUp says which commands came back in records and which version this page has: they need no picture of their own any more. */
  caughtUp(version: number, commands: ReadonlyMap<string, number>): void {
    const before = this.list;
    for (const entry of before) {
      const recorded = commands.get(entry.id);
      if (recorded === undefined && !(entry.acked !== undefined && entry.acked <= version)) continue;
      this.list = this.list.filter((other) => other.id !== entry.id);
      if (this.inFlight === entry.id) this.inFlight = null;
      this.passRevision(entry, recorded);
      void this.forget(entry.id);
      this.settle(entry.id);
    }
    if (this.list !== before) this.ports.changed();
    this.pump();
  }

  /** resend offers a refused entry once more, perhaps with other data, as a new command. */
  resend(id: string, command?: Command): void {
    const entry = this.find(id);
    if (!entry) return;
    this.dismiss(id);
    this.add(command ?? entry.command).catch(() => undefined);
  }

  /** dismiss forgets a refused entry. */
  dismiss(id: string): void {
    this.list = this.list.filter((entry) => entry.id !== id);
    void this.forget(id);
    this.ports.changed();
  }

  private lead(): void {
    this.leader = true;
    this.pump();
  }

  private async store(entry: Entry): Promise<void> {
    try {
      await this.vault.put(this.kept(entry));
      this.tell();
    } catch {
      // The disk is full or the store is gone: the entry lives in memory and is sent all the same.
    }
    this.stored.add(entry.id);
    this.pump();
  }

  private kept({ id, seq, command, at, refusal }: Entry) {
    return { id, seq, meeting: this.meeting, seat: this.seat, value: { command, at, ...(refusal ? { refusal } : {}) } };
  }

  private async reload(): Promise<void> {
    const rows = await this.vault.all(this.meeting, this.seat);
    const loaded = rows.map(({ id, seq, value }): Entry => ({ id, seq, ...(value as Pick<Entry, 'command' | 'at' | 'refusal'>) }));
    const known = new Set(loaded.map((entry) => entry.id));
    // What is here but not in the vault was never there (fleeting, being written), or has its answer; anything else another tab has settled.
    const kept = this.list.filter((entry) => !known.has(entry.id) && (entry.fleeting || entry.acked !== undefined || !this.stored.has(entry.id)));
    const merged = loaded.map((entry) => (this.leader ? (this.find(entry.id) ?? entry) : entry));
    for (const entry of loaded) this.stored.add(entry.id);
    this.list = [...merged, ...kept].toSorted((one, other) => one.seq - other.seq);
    this.seq = Math.max(this.seq, this.list.at(-1)?.seq ?? 0);
    this.ports.changed();
    this.pump();
  }

  private pump(): void {
    if (!this.leader || !this.online || this.inFlight) return;
    const next = this.list.find((entry) => entry.refusal === undefined && entry.acked === undefined);
    if (!next || !this.stored.has(next.id)) return;
    const ready = this.resolved(next);
    if (!ready) return;
    this.inFlight = next.id;
    if (!this.ports.send(next.id, ready.command)) this.inFlight = null;
  }

  /** A change of a line whose revision is not known yet waits for the record of the change before it. */
  private resolved(entry: Entry): Entry | null {
    const { data } = entry.command;
    if (!('was' in data) || data.was !== pendingRevision) return entry;
    if (this.list.some((other) => other !== entry && other.acked !== undefined && lineOf(other.command) === data.line)) return null;
    const was = this.ports.revisionOf(data.line);
    return this.change(entry.id, { command: withRevision(entry.command, was) });
  }

  private passRevision(done: Entry, recorded: number | undefined): void {
    const line = lineOf(done.command);
    if (!line || recorded === undefined) return;
    const next = this.list.find((entry) => !entry.refusal && 'was' in entry.command.data && entry.command.data.was === pendingRevision && entry.command.data.line === line);
    if (!next) return;
    const changed = this.change(next.id, { command: withRevision(next.command, recorded) });
    if (changed) void this.store(changed);
  }

  private refuse(entry: Entry, refusal: Refusal): void {
    const line = lineOf(entry.command);
    const dependents = this.list.filter((other) => {
      const { data } = other.command;
      return other.seq > entry.seq && !other.refusal && line !== null && 'was' in data && data.was === pendingRevision && data.line === line;
    });
    for (const one of [entry, ...dependents]) {
      const changed = this.change(one.id, { refusal });
      if (!changed) continue;
      if (!changed.fleeting) void this.store(changed);
      this.settled.get(one.id)?.failed(refusal);
      this.settled.delete(one.id);
      this.ports.refused(changed);
    }
  }

  private giveUp(id: string): void {
    const entry = this.find(id);
    if (!entry || entry.acked !== undefined || entry.refusal) return;
    if (this.inFlight === id) this.inFlight = null;
    const said = { vi: 'Chưa gửi được vì mất kết nối. Hãy thử lại.', en: 'It could not be sent because the connection is lost. Please try again.' };
    this.refuse(entry, { code: 'unavailable', key: 'not_connected', message: said });
    this.pump();
  }

  private settle(id: string): void {
    this.settled.get(id)?.done();
    this.settled.delete(id);
  }

  private find(id: string): Entry | undefined {
    return this.list.find((entry) => entry.id === id);
  }

  private change(id: string, change: Partial<Entry>): Entry | null {
    const entry = this.find(id);
    if (!entry) return null;
    const changed = { ...entry, ...change };
    this.list = this.list.map((other) => (other.id === id ? changed : other));
    this.ports.changed();
    return changed;
  }

  private async forget(id: string): Promise<void> {
    try {
      await this.vault.remove(id);
      this.tell();
    } catch {
      // Left behind, it is sent again by a later page and answered as before: the server keeps one record per id.
    }
  }

  private tell(): void {
    this.channel?.postMessage('changed');
  }
}

/** lineOf is the line that a command changes, or null. */
export function lineOf(command: Command): string | null {
  return command.type.startsWith('line.') && 'line' in command.data ? command.data.line : null;
}

function withRevision(command: Command, was: number): Command {
  return { type: command.type as CommandType, data: { ...command.data, was } } as Command;
}
