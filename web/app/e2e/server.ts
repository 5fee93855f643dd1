import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A seat's link as the server printed it, in parts. */
export interface Link {
  url: string;
  meeting: string;
  seat: string;
  secret: string;
}

/** One record of a meeting's journal, as REST gives it. */
export interface JournalRecord {
  version: number;
  by: string;
  command: string;
  events: { type: string; data: Record<string, unknown> }[];
}

type Command = 'demo' | 'serve';

const startWithin = 20_000;
/** Ctrl-C is answered within this time. */
const stopWithin = 5_000;

const linkPattern = /(https?:\/\/[^\s#]+)#t=([A-Za-z0-9]+)/g;

function linkOf(url: string, secret: string): Link {
  const [, meeting = '', seat = ''] = /\/hop\/([^/]+)\/([^/#]+)$/.exec(url) ?? [];
  return { url: `${url}#t=${secret}`, meeting, seat, secret };
}

/**
 * Server is one running giaoban with a data folder of its own. Owned by one test: it ends with dispose(), which also checks that Ctrl-C is answered in time.
 */
export class Server {
  readonly data = mkdtempSync(join(tmpdir(), 'giaoban-e2e-'));
  /** Links of seats, in the order in which they were printed: chair, secretary, three units. */
  links: Link[] = [];
  url = '';
  #child: ChildProcess | null = null;
  #said = '';
  readonly #host: string;

  readonly #flags: readonly string[];

  /** start starts one on a free port of this machine's address `host`, with more flags if need be. */
  static async start(command: Command = 'demo', host = '127.0.0.1', flags: readonly string[] = []): Promise<Server> {
    const server = new Server(host, flags);
    await server.#run(command, `${host}:0`);
    return server;
  }

  private constructor(host: string, flags: readonly string[]) {
    this.#host = host;
    this.#flags = flags;
  }

  get chair(): Link {
    return this.#seat('chair');
  }

  get secretary(): Link {
    return this.#seat('secretary');
  }

  get units(): Link[] {
    return this.links.filter((link) => link.seat.startsWith('unit-'));
  }

  /** The administrator's one-time link; empty when it was used before, or not printed yet. */
  get adminLink(): string {
    const printed = [...this.#said.matchAll(linkPattern)].find(([, url]) => url?.includes('/quan-tri'));
    return printed?.[0] ?? '';
  }

  get unit(): Link {
    const [first] = this.units;
    if (!first) throw new Error(`no link of a unit was printed:\n${this.#said}`);
    return first;
  }

  #seat(seat: string): Link {
    const link = this.links.find((found) => found.seat === seat);
    if (!link) throw new Error(`no link of ${seat} was printed:\n${this.#said}`);
    return link;
  }

  async #run(command: Command, listen: string): Promise<void> {
    const binary = process.env['GIAOBAN'];
    if (!binary) throw new Error('GIAOBAN is not set: the global set-up did not run');
    const child = spawn(binary, [command, '-listen', listen, '-media', `${this.#host}:0`, '-data', this.data, '-log', 'warn', ...this.#flags], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    this.#said = '';
    const ready = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`giaoban ${command} was not ready in ${startWithin} ms:\n${this.#said}`)), startWithin);
      const settle = (end: () => void) => {
        clearTimeout(timer);
        end();
      };
      child.stdout.on('data', (bytes: Buffer) => {
        this.#said += bytes.toString();
        const printed = command === 'demo' ? this.#said.includes('Ctrl-C') : /data: .*\n/.test(this.#said);
        if (printed) settle(resolve);
      });
      child.stderr.on('data', (bytes: Buffer) => (this.#said += bytes.toString()));
      child.once('exit', (code) => settle(() => reject(new Error(`giaoban ${command} ended with ${code}:\n${this.#said}`))));
    });
    await ready;
    this.url = /https?:\/\/[\d.]+:\d+/.exec(this.#said)?.[0] ?? '';
    this.links = [...this.#said.matchAll(linkPattern)].map(([, url = '', secret = '']) => linkOf(url, secret)).filter((link) => link.seat !== '');
  }

  /** kill ends the server as a power cut does. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** stop is Ctrl-C. */
  async stop(): Promise<void> {
    const begun = performance.now();
    await this.#end('SIGINT');
    const took = performance.now() - begun;
    if (took > stopWithin) throw new Error(`giaoban took ${Math.round(took)} ms to stop`);
  }

  async #end(signal: 'SIGKILL' | 'SIGINT'): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 2 * stopWithin);
    await ended;
    clearTimeout(timer);
  }

  /** again starts the same server on the same port and data folder. `serve` leaves the links as they are; `demo` makes new ones, sessions stay. */
  async again(command: Command = 'serve'): Promise<void> {
    const { links } = this;
    await this.#run(command, new URL(this.url).host);
    if (this.links.length === 0) this.links = links;
  }

  /** records reads the journal as the holder of the link may see it. */
  async records(link: Link): Promise<JournalRecord[]> {
    const text = await (await this.get(link, `/api/meetings/${link.meeting}/records?after=0`)).text();
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as JournalRecord);
  }

  /** events is everything of one type that the journal holds, as the secretary sees it. */
  async events(type: string): Promise<Record<string, unknown>[]> {
    const all = (await this.records(this.secretary)).flatMap((record) => record.events);
    return all.filter((event) => event.type === type).map((event) => event.data);
  }

  /** command gives one command over REST, as another of the seat's programs would. */
  async command(link: Link, type: string, data: Record<string, unknown>): Promise<void> {
    const id = crypto.randomUUID();
    const answer = await fetch(`${this.url}/api/meetings/${link.meeting}/commands`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${link.secret}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, type, data }),
    });
    if (!answer.ok) throw new Error(`${type}: ${answer.status} ${await answer.text()}`);
  }

  /** linkOf asks for the link of a seat whose link was not printed. */
  async linkOf(seat: string): Promise<Link> {
    const answer = await this.get(this.secretary, `/api/meetings/${this.secretary.meeting}/links`);
    const { links } = (await answer.json()) as { links: { seat: string; url: string }[] };
    const found = links.find((link) => link.seat === seat);
    if (!found) throw new Error(`no link of ${seat}`);
    const [url = '', secret = ''] = found.url.split('#t=');
    return linkOf(url, secret);
  }

  /** nextMeeting makes a draft a month after the reference meeting, with the same units, a secretary and one unit's seat. */
  async nextMeeting(unitSeat: string): Promise<{ secretary: Link; unit: Link }> {
    const state = (await (await this.get(this.secretary, `/api/meetings/${this.secretary.meeting}/state`)).json()) as {
      roster: string;
      host: object;
      units: { id: string }[];
      seats: { id: string; unit: string }[];
    };
    const secret = this.adminLink.split('#t=')[1] ?? '';
    const meeting = 'sau';
    const give = async (type: string, data: object) => {
      const answer = await fetch(`${this.url}/api/meetings/${meeting}/commands`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ id: crypto.randomUUID(), type, data }),
      });
      if (!answer.ok) throw new Error(`${type}: ${answer.status} ${await answer.text()}`);
    };
    await give('meeting.create', { title: 'Giao ban tháng 8', roster: state.roster, starts_at: '2020-08-29T07:00:00Z', host: state.host, units: state.units });
    const unit = state.seats.find((seat) => seat.id === unitSeat)?.unit ?? '';
    await give('seat.add', { seat: 'secretary', unit: 'host', role: 'secretary', name: 'Thư ký' });
    await give('seat.add', { seat: unitSeat, unit, role: 'unit' });
    const answer = await fetch(`${this.url}/api/meetings/${meeting}/links`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ seats: ['secretary', unitSeat] }),
    });
    const { links } = (await answer.json()) as { links: { url: string }[] };
    const [one, two] = links.map(({ url }) => {
      const [address = '', token = ''] = url.split('#t=');
      return linkOf(address, token);
    });
    if (!one || !two) throw new Error(`no links: ${answer.status}`);
    return { secretary: one, unit: two };
  }

  /** get is a request with the link's secret. */
  async get(link: Link, path: string): Promise<Response> {
    const answer = await fetch(this.url + path, { headers: { Authorization: `Bearer ${link.secret}` } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  }

  async dispose(): Promise<void> {
    try {
      await this.stop();
    } finally {
      rmSync(this.data, { recursive: true, force: true });
    }
  }
}
