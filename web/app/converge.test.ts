import { describe, expect, it } from 'vitest';
import { applyAll, emptyMeeting } from './meeting';
import type { Entry } from './outbox';
import { predict, withPending } from './predict';
import type { Meeting } from './state';
import { words, type Command, type Record } from './wire';

/** chance is a generator of numbers from 0 to below n that is the same in every run. */
function chance(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const unit = (id: string) => ({ id, name: id, level: 'quan' });
const at = (version: number) => new Date(Date.UTC(2026, 11, 5, 7, 0, version)).toISOString();

/** Server decides as the real one does about revisions, and keeps records. */
class Server {
  readonly records: Record[] = [];
  meeting: Meeting = emptyMeeting('m');
  readonly answers = new Map<string, boolean>();

  constructor() {
    this.append('create', 'admin-1', [
      { type: 'meeting.created', data: { title: 'Giao ban', place: '', roster: '', starts_at: at(0), host: unit('host'), units: [unit('001'), unit('002')], groups: [] } },
    ]);
  }

  append(command: string, by: string, events: Record['events']): void {
    const record: Record = { version: this.records.length + 1, by, at: at(this.records.length + 1), command, events };
    this.records.push(record);
    this.meeting = applyAll(this.meeting, [record]);
  }

  /** Says whether the command is accepted; the same id gets the first answer. */
  give({ id, command }: Entry, by: string): boolean {
    const before = this.answers.get(id);
    if (before !== undefined) return before;
    const { data } = command;
    const line = 'was' in data ? this.meeting.lines.find((row) => row.id === data.line) : undefined;
    const fits = !('was' in data) || (line !== undefined && !line.removed && line.revision === data.was);
    this.answers.set(id, fits);
    if (fits) this.append(id, by, predict(this.meeting, command, at(this.records.length + 1), by));
    return fits;
  }
}

/** Client is a page: what it has confirmed, what it waits for. It sends one command at a time, perhaps twice. */
class Client {
  confirmed = emptyMeeting('m');
  entries: Entry[] = [];
  refused: Entry[] = [];
  private seq = 0;

  constructor(
    readonly name: string,
    readonly server: Server,
    readonly next: (n: number) => number,
  ) {}

  get shown(): Meeting {
    return withPending(this.confirmed, this.entries, this.name);
  }

  read(most: number): void {
    const fresh = this.server.records.slice(this.confirmed.version, this.confirmed.version + most);
    this.confirmed = applyAll(this.confirmed, fresh);
    const here = new Set(fresh.map((record) => record.command));
    this.entries = this.entries.filter((entry) => !here.has(entry.id));
  }

  send(): void {
    const entry = this.entries.find((one) => one.acked === undefined);
    if (!entry) return;
    const fits = this.server.give(entry, this.name);
    if (this.next(3) === 0 && this.server.give(entry, this.name) !== fits) throw new Error(`${entry.id} got two answers`);
    if (this.next(4) === 0) return; // the answer is lost on the way: it is sent again
    if (fits) this.entries = this.entries.map((one) => (one === entry ? { ...one, acked: this.server.records.length } : one));
    else {
      this.entries = this.entries.filter((one) => one !== entry);
      this.refused.push(entry);
    }
  }

  type(n: number): void {
    const text = `${this.name} viết lần ${n}`;
    // A line with a change on its way is left alone: the real outbox gives it the revision of that change.
    const busy = new Set(this.entries.map(({ command }) => ('line' in command.data ? command.data.line : '')));
    const lines = this.confirmed.lines.filter((line) => !line.removed && !busy.has(line.id));
    const line = lines[this.next(Math.max(1, lines.length))];
    const dice = this.next(10);
    const was = line?.revision ?? 0;
    const command: Command =
      !line || dice < 3
        ? { type: 'line.add', data: { line: `${this.name}-${n}`, item: '', kind: 'opinion', text } }
        : dice === 3
          ? { type: 'line.remove', data: { line: line.id, was } }
          : dice === 4
            ? { type: 'line.kind', data: { line: line.id, was, kind: line.kind === 'conclusion' ? 'opinion' : 'conclusion' } }
            : { type: 'line.edit', data: { line: line.id, was, text } };
    this.seq += 1;
    this.entries = [...this.entries, { id: `${this.name}.${n}`, seq: this.seq, command, at: Date.parse(at(n)) }];
    const typed = command.type === 'line.add' || command.type === 'line.edit';
    if (typed && !this.shown.lines.some((row) => words(row.text) === text)) throw new Error(`${text} is not on its author's screen`);
  }
}

describe('two pages with 1,000 random changes', () => {
  it.each([1, 2, 3])('converge with nothing lost and nothing doubled (seed %i)', (seed) => {
    const next = chance(seed);
    const server = new Server();
    const pages = ['lan', 'minh'].map((name) => new Client(name, server, next));
    for (let n = 0; n < 1_000; n += 1) {
      const page = pages[next(2)] as Client;
      page.type(n);
      for (const one of pages) {
        if (next(2) === 0) one.send();
        if (next(3) === 0) one.read(1 + next(5));
      }
    }
    for (const page of pages) {
      while (page.entries.some((entry) => entry.acked === undefined)) page.send();
      page.read(Number.MAX_SAFE_INTEGER);
      expect(page.entries).toEqual([]);
      expect(page.shown).toEqual(server.meeting);
    }
    const commands = server.records.map((record) => record.command);
    expect(new Set(commands).size).toBe(commands.length);
    const refused = pages.flatMap((page) => page.refused.map((entry) => entry.id));
    // Each change was either recorded, or came back to its author with both texts.
    expect([...commands.slice(1), ...refused].toSorted()).toEqual([...server.answers.keys()].toSorted());
    expect(server.answers.size).toBe(1_000);
    expect(refused.length).toBeGreaterThan(20);
  });
});
