import { Problem, refusalOf } from '../api';
import { waitBefore } from './backoff';
import { parseFrame, type Frame } from './frames';

const subprotocol = 'signaling.v1';
const answerWithin = 8000;
const welcomeWithin = 10_000;
const verifyWithin = 3000;
// A socket that should be alive answers sooner, unless its network is slow: then it has twice the time of its fastest answer.
const hastyWithin = 400;
/** The first attempt after a socket that fell silent is made at once, but not more often than this: the jitter is for servers to which many come back together. */
export const hasteEvery = 10_000;
// Codes from here on say: do not come back (PROTOCOL.md).
const firstFinalCode = 4500;
const lastFinalCode = 4999;
// A refused upgrade looks like a broken network to a page; after so many attempts the session is asked.
const attemptsBeforeDoubt = 3;

/** What Signaling tells its owner. Calls come one at a time. */
export interface SignalingEvents {
  /** A socket is open: the data of `hello`. */
  hello(): object;
  /** The server said welcome. */
  welcome(data: Record<string, unknown>): void;
  /** A frame that answers nothing. */
  frame(frame: Frame): void;
  /** The socket broke; another will be tried. */
  lost(): void;
  /** The server said not to come back. */
  ended(code: number): void;
  /** Several attempts failed without an answer; true when the session is known to be gone. */
  doubt(): Promise<boolean>;
}

interface Waiting {
  resolve: (frame: Frame) => void;
  reject: (error: Problem) => void;
  timer: ReturnType<typeof setTimeout>;
  /** When it was asked, by performance.now(). */
  at: number;
}

/** Signaling keeps one signaling socket open until close() or a final code, with full jitter between attempts. */
export class Signaling {
  readonly #address: string;
  readonly #events: SignalingEvents;
  readonly #waiting = new Map<string, Waiting>();
  #socket: WebSocket | null = null;
  #welcomed = false;
  #closed = false;
  #attempt = 0;
  #hastyAt = -Infinity;
  #helloAt = 0;
  /** The fastest answer of the present socket, its welcome included, in milliseconds. */
  #roundTrip = 0;
  #verifying = false;
  #lastId = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #wake = () => this.hurry();

  constructor(address: string, events: SignalingEvents) {
    this.#address = address;
    this.#events = events;
  }

  /** open starts; it may be called once. */
  open(): void {
    window.addEventListener('online', this.#wake);
    this.#connect();
  }

  /** close ends it for good. */
  close(): void {
    this.#closed = true;
    window.removeEventListener('online', this.#wake);
    clearTimeout(this.#timer);
    this.#abandon();
  }

  /** hurry tries now instead of after the pause; with an open socket it does nothing. */
  hurry(): void {
    if (this.#closed || this.#socket) return;
    clearTimeout(this.#timer);
    this.#connect();
  }

  /** drop gives up a welcomed socket, whose connections are of no use any more, and connects anew; while that is going on it does nothing. */
  drop(): void {
    if (this.#welcomed) this.#giveUp();
  }

  /** send writes a frame; before the welcome, and while there is no socket, it is dropped: everything sent this way is a level that is sent again on welcome. */
  send(type: string, data: object, re?: string): void {
    if (!this.#welcomed || this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(re ? { type, re, data } : { type, data }));
  }

  /** request sends a frame and resolves with the frame that answers it; it rejects with a Problem when refused, lost or not answered within 8 s. */
  request(type: string, data: object, within = answerWithin): Promise<Frame> {
    const socket = this.#socket;
    if (!this.#welcomed || socket?.readyState !== WebSocket.OPEN) return Promise.reject(new Problem('network', 'signaling_lost', null));
    const id = this.#nextId();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Problem('unavailable', 'timeout', null));
      }, within);
      this.#waiting.set(id, { resolve, reject, timer, at: performance.now() });
      socket.send(JSON.stringify({ type, id, data }));
    });
  }

  /**
   * verify asks something harmless and gives the socket up when nothing comes back: a socket that was cut silently, by a change of address for one, stays
   * open for the browser. The next one is then opened at once, if that was not done a moment ago. `path` is the round trip that media measured, milliseconds: the
   * socket's own answers are slow while a page is busy with its beginning. It is true while the socket answers.
   */
  async verify(type: string, data: object, path = Infinity): Promise<boolean> {
    const socket = this.#socket;
    if (this.#verifying || !socket) return true;
    this.#verifying = true;
    const hasty = performance.now() - this.#hastyAt >= hasteEvery;
    try {
      await this.request(type, data, hasty ? Math.min(verifyWithin, Math.max(hastyWithin, 2 * Math.min(path, this.#roundTrip))) : verifyWithin);
    } catch (error) {
      if (socket !== this.#socket || !(error instanceof Problem) || error.key !== 'timeout') return true;
      this.#giveUp(hasty);
      return false;
    } finally {
      this.#verifying = false;
    }
    return true;
  }

  /** Leaves the socket that there is, and connects anew: after a pause, or in haste. */
  #giveUp(hasty = false): void {
    if (!this.#socket || this.#closed) return;
    this.#abandon();
    this.#events.lost();
    if (!hasty) return this.#again();
    this.#hastyAt = performance.now();
    this.#connect();
  }

  #nextId(): string {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  #connect(): void {
    if (this.#closed) return;
    const socket = new WebSocket(this.#address, subprotocol);
    this.#socket = socket;
    this.#welcomed = false;
    const patience = setTimeout(() => this.#socket === socket && !this.#welcomed && this.#giveUp(), welcomeWithin);
    socket.addEventListener('open', () => {
      if (this.#socket !== socket) return;
      this.#helloAt = performance.now();
      socket.send(JSON.stringify({ type: 'hello', id: this.#nextId(), data: this.#events.hello() }));
    });
    socket.addEventListener('message', (event) => {
      if (this.#socket === socket) this.#receive(event.data);
    });
    socket.addEventListener('close', (event) => {
      clearTimeout(patience);
      if (this.#socket === socket) this.#broken(event.code);
    });
  }

  #receive(message: unknown): void {
    const frame = parseFrame(message);
    if (!frame) return;
    if (frame.type === 'welcome') {
      this.#welcomed = true;
      this.#roundTrip = performance.now() - this.#helloAt;
      this.#attempt = 0;
      this.#events.welcome(frame.data);
      return;
    }
    const waiting = frame.re ? this.#waiting.get(frame.re) : undefined;
    if (!waiting || !frame.re) {
      this.#events.frame(frame);
      return;
    }
    this.#waiting.delete(frame.re);
    clearTimeout(waiting.timer);
    this.#roundTrip = Math.min(this.#roundTrip, performance.now() - waiting.at);
    if (frame.type === 'error') waiting.reject(problemOf(frame));
    else waiting.resolve(frame);
  }

  #broken(code: number): void {
    this.#forget();
    if (this.#closed) return;
    if (code >= firstFinalCode && code <= lastFinalCode) {
      this.close();
      this.#events.ended(code);
      return;
    }
    this.#events.lost();
    this.#again();
  }

  #again(): void {
    const attempt = this.#attempt;
    this.#attempt += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#retry(attempt), waitBefore(attempt));
  }

  async #retry(attempt: number): Promise<void> {
    if (attempt >= attemptsBeforeDoubt && attempt % attemptsBeforeDoubt === 0 && (await this.#events.doubt())) {
      if (this.#closed) return;
      this.close();
      this.#events.ended(4501);
      return;
    }
    if (!this.#socket) this.#connect();
  }

  #abandon(): void {
    const socket = this.#socket;
    this.#forget();
    socket?.close(1000);
  }

  #forget(): void {
    this.#socket = null;
    this.#welcomed = false;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Problem('network', 'signaling_lost', null));
    }
    this.#waiting.clear();
  }
}

function problemOf(frame: Frame): Problem {
  const refusal = refusalOf(frame.data);
  return refusal ? new Problem(refusal.code, refusal.key, refusal.message) : new Problem('unexpected', 'unexpected', null);
}
