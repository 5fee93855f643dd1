// The agenda socket, agenda.v1: hello after a version, records, commands by id, words that may be lost. See agenda/channel/PROTOCOL.md.
import type { ChatMessage, ClientFrame, Draft, Editing, Record, Refusal, ServerFrame, Welcome } from './wire';

/** What a page hears from the socket. */
export interface SocketPorts {
  /** The version from which the records are wanted, and the hash of its record ("" when unknown). */
  resume(): { after: number; hash: string };
  opened(welcome: Welcome): void;
  records(records: Record[]): void;
  /** The journal is another than the one this page has read: forget it and begin at 0. */
  chainChanged(): void;
  accepted(id: string, version: number): void;
  rejected(id: string, refusal: Refusal): void;
  draft(draft: Draft): void;
  editing(editing: Editing): void;
  presence(here: string[]): void;
  /** One message, or those that were said before this page came. */
  chat(messages: readonly ChatMessage[]): void;
  /** The connection is gone; the socket tries again by itself. */
  lost(): void;
  /** There is no coming back with this link (4401, 4500–4999). */
  ended(code: number): void;
}

/** Milliseconds without a frame after which a ping is sent, and after which the connection counts as dead. */
export const quietAfter = 3_000;
export const deadAfter = 8_000;
/** Milliseconds within which a connection that is in doubt must answer. */
export const checkedWithin = 1_000;
const helloPatience = 8_000;
const jitterLeast = 200;
const jitterMost = 5_000;

/** backoff is the wait before attempt `attempt` (from 0): full jitter below a doubling bound, 0.2 to 5 s. */
export function backoff(attempt: number, chance = Math.random()): number {
  const bound = Math.min(jitterMost, 500 * 2 ** attempt);
  return jitterLeast + chance * (bound - jitterLeast);
}

/** AgendaSocket keeps one connection, for the life of a page. Owned by one page; not shared between tabs. */
export class AgendaSocket {
  private readonly address: string;
  private readonly presence: string | undefined;
  private readonly ports: SocketPorts;
  private socket: WebSocket | null = null;
  private welcomed = false;
  private attempt = 0;
  private heard = 0;
  private asked = 0;
  private next = 0;
  private again: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private over = false;

  constructor(address: string, presence: string | undefined, ports: SocketPorts) {
    this.address = address;
    this.presence = presence;
    this.ports = ports;
  }

  /** start connects and stays connected until stop. */
  start(): void {
    this.over = false;
    globalThis.addEventListener?.('online', this.nudge);
    globalThis.addEventListener?.('pageshow', this.nudge);
    globalThis.document?.addEventListener('visibilitychange', this.nudge);
    this.watch = setInterval(() => this.lookAlive(), 1_000);
    this.connect();
  }

  /** stop closes for good. */
  stop(): void {
    this.over = true;
    globalThis.removeEventListener?.('online', this.nudge);
    globalThis.removeEventListener?.('pageshow', this.nudge);
    globalThis.document?.removeEventListener('visibilitychange', this.nudge);
    clearInterval(this.watch);
    clearTimeout(this.again);
    this.drop();
  }

  /** reconnect tries now instead of at the next attempt. */
  reconnect(): void {
    if (this.over) return;
    this.attempt = 0;
    clearTimeout(this.again);
    this.drop();
    this.connect();
  }

  /** check asks whether the connection lives and replaces it at once when nothing comes back. For a page that has reason to doubt, and seldom: there is no jitter. */
  check(): void {
    const socket = this.socket;
    if (!socket || !this.welcomed) return;
    this.ask();
    setTimeout(() => {
      if (socket === this.socket && this.asked > 0) this.reconnect();
    }, checkedWithin);
  }

  /** send puts a frame on the wire; false when there is no welcomed connection. */
  send(frame: ClientFrame): boolean {
    if (!this.welcomed || this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  // Coming back to the network or to the tab: ask at once whether the connection lives, or connect without waiting.
  private readonly nudge = (): void => {
    if (this.over || globalThis.document?.visibilityState === 'hidden') return;
    if (!this.socket) this.reconnect();
    else this.ask();
  };

  private connect(): void {
    this.heard = performance.now();
    this.asked = 0;
    const socket = new WebSocket(this.address, 'agenda.v1');
    this.socket = socket;
    socket.onopen = () => {
      this.next += 1;
      const hello: ClientFrame = { type: 'hello', id: `h${this.next}`, data: { ...this.ports.resume(), ...(this.presence ? { presence: this.presence } : {}) } };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = (message) => {
      if (socket !== this.socket || typeof message.data !== 'string') return;
      this.heard = performance.now();
      this.asked = 0;
      this.take(JSON.parse(message.data) as ServerFrame);
    };
    socket.onclose = (event) => {
      if (socket !== this.socket) return;
      this.lose(event.code);
    };
  }

  private take(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.welcomed = true;
        this.attempt = 0;
        return this.ports.opened(frame.data);
      case 'records':
        return this.ports.records(frame.data.records);
      case 'ok':
        return this.ports.accepted(frame.re, frame.data.version);
      case 'error':
        return this.takeError(frame.re, frame.data);
      case 'draft':
        return this.ports.draft(frame.data);
      case 'editing':
        return this.ports.editing(frame.data);
      case 'presence':
        return this.ports.presence(frame.data.here);
      case 'chat':
        return this.ports.chat([frame.data]);
      case 'chats':
        return this.ports.chat(frame.data.messages);
      default: // a pong, or a frame of a newer server
    }
  }

  private takeError(re: string | undefined, refusal: Refusal): void {
    if (refusal.key === 'chain_changed') {
      this.ports.chainChanged();
      this.reconnect();
    } else if (re) this.ports.rejected(re, refusal);
  }

  private lose(code: number): void {
    const was = this.welcomed;
    this.drop();
    if (this.over) return;
    if (code === 4401 || (code >= 4500 && code <= 4999)) {
      this.over = true;
      this.ports.ended(code);
      return;
    }
    if (was || this.attempt === 0) this.ports.lost();
    this.again = setTimeout(() => this.connect(), backoff(this.attempt));
    this.attempt += 1;
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = null;
    this.welcomed = false;
    socket?.close();
  }

  // The browser answers the server's pings by itself and tells nobody, so silence has to be broken from here. A tab that slept asks before it gives up.
  private lookAlive(): void {
    if (!this.socket) return;
    const now = performance.now();
    if (!this.welcomed) {
      if (now - this.heard > helloPatience) this.lose(1006);
    } else if (this.asked > 0) {
      if (now - this.asked > deadAfter - quietAfter) this.lose(1006);
    } else if (now - this.heard > quietAfter) this.ask();
  }

  private ask(): void {
    this.asked = performance.now();
    this.next += 1;
    this.send({ type: 'ping', id: `p${this.next}` });
  }
}
