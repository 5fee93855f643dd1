import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasteEvery, Signaling, type SignalingEvents } from './signaling';

/** Wire stands for the browser's WebSocket: the test plays the server. */
class Wire extends EventTarget {
  static readonly OPEN = 1;
  static all: Wire[] = [];
  readyState = 0;
  readonly sent: { type: string; id?: string; re?: string; data: unknown }[] = [];

  constructor(
    readonly address: string,
    readonly subprotocol: string,
  ) {
    super();
    Wire.all.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as Wire['sent'][number]);
  }

  close(): void {
    this.readyState = 3;
  }

  opened(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  says(frame: object): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(frame) }));
  }

  ends(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

const log: string[] = [];
const events = (gone = false): SignalingEvents => ({
  hello: () => ({ device: 'd' }),
  welcome: () => log.push('welcome'),
  frame: (frame) => log.push(frame.type),
  lost: () => log.push('lost'),
  ended: (code) => log.push(`ended ${code}`),
  doubt: async () => {
    log.push('doubt');
    return gone;
  },
});
const last = (): Wire => {
  const wire = Wire.all.at(-1);
  if (!wire) throw new Error('no socket');
  return wire;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Wire);
  vi.stubGlobal('window', new EventTarget());
  Wire.all = [];
  log.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function welcomed(signaling: Signaling): Wire {
  signaling.open();
  last().opened();
  last().says({ type: 'welcome', re: '1', data: {} });
  return last();
}

describe('Signaling', () => {
  it('says hello first and nothing before the welcome', () => {
    const signaling = new Signaling('ws://x', events());
    signaling.open();
    last().opened();
    signaling.send('want', { want: [] });
    expect(last().subprotocol).toBe('signaling.v1');
    expect(last().sent.map((frame) => frame.type)).toEqual(['hello']);
    last().says({ type: 'welcome', data: {} });
    signaling.send('want', { want: [] });
    expect(last().sent.map((frame) => frame.type)).toEqual(['hello', 'want']);
  });

  it('gives an answer to whoever asked, and a refusal as a Problem', async () => {
    const signaling = new Signaling('ws://x', events());
    const wire = welcomed(signaling);
    const first = signaling.request('publish', {});
    const second = signaling.request('publish', {});
    const [one, two] = wire.sent.slice(1).map((frame) => frame.id);
    wire.says({ type: 'error', re: two, data: { code: 'invalid', key: 'sdp_too_large', message: { vi: 'a', en: 'b' } } });
    wire.says({ type: 'published', re: one, data: { sdp: 'v=0' } });
    await expect(first).resolves.toMatchObject({ data: { sdp: 'v=0' } });
    await expect(second).rejects.toMatchObject({ code: 'invalid', key: 'sdp_too_large' });
  });

  it('comes back after a broken socket and forgets what was asked on it', async () => {
    const signaling = new Signaling('ws://x', events());
    const wire = welcomed(signaling);
    const asked = signaling.request('publish', {});
    wire.ends(1006);
    await expect(asked).rejects.toMatchObject({ key: 'signaling_lost' });
    await vi.advanceTimersByTimeAsync(5000);
    expect(Wire.all).toHaveLength(2);
    expect(log).toEqual(['welcome', 'lost']);
  });

  it('opens another socket at once when a silent one does not answer, but not again and again', async () => {
    const signaling = new Signaling('ws://x', events());
    welcomed(signaling);
    const verified = signaling.verify('more', { video: 13 });
    await vi.advanceTimersByTimeAsync(400);
    await expect(verified).resolves.toBe(false);
    expect(Wire.all).toHaveLength(2);
    last().opened();
    last().says({ type: 'welcome', data: {} });
    const again = signaling.verify('more', { video: 13 });
    await vi.advanceTimersByTimeAsync(2900);
    expect(Wire.all, 'the second silence within ten seconds has more time').toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    await expect(again).resolves.toBe(false);
    expect(Wire.all, 'and is followed by a pause').toHaveLength(2);
    await vi.advanceTimersByTimeAsync(400);
    expect(Wire.all).toHaveLength(3);
    expect(log).toEqual(['welcome', 'lost', 'welcome', 'lost']);
    last().opened();
    last().says({ type: 'welcome', data: {} });
    await vi.advanceTimersByTimeAsync(hasteEvery);
    void signaling.verify('more', { video: 13 });
    await vi.advanceTimersByTimeAsync(400);
    expect(Wire.all).toHaveLength(4);
  });

  it('keeps a socket that answers, with a refusal as well', async () => {
    const signaling = new Signaling('ws://x', events());
    const wire = welcomed(signaling);
    const verified = signaling.verify('more', { video: 26 });
    wire.says({ type: 'error', re: wire.sent.at(-1)?.id, data: { code: 'invalid', key: 'bad_slots', message: { vi: 'a', en: 'b' } } });
    await expect(verified).resolves.toBe(true);
    await vi.advanceTimersByTimeAsync(5000);
    expect(Wire.all).toHaveLength(1);
  });

  it('gives a slow network twice the time of its fastest answer', async () => {
    const signaling = new Signaling('ws://x', events());
    signaling.open();
    last().opened();
    await vi.advanceTimersByTimeAsync(600);
    last().says({ type: 'welcome', data: {} });
    const asked = signaling.request('publish', {});
    await vi.advanceTimersByTimeAsync(300);
    last().says({ type: 'published', re: last().sent.at(-1)?.id, data: {} });
    await asked;
    void signaling.verify('more', {});
    await vi.advanceTimersByTimeAsync(599);
    expect(Wire.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(Wire.all).toHaveLength(2);
  });

  it('trusts the round trip of media more than the answers of a busy beginning', async () => {
    const signaling = new Signaling('ws://x', events());
    signaling.open();
    last().opened();
    await vi.advanceTimersByTimeAsync(1500);
    last().says({ type: 'welcome', data: {} });
    void signaling.verify('more', {}, 4);
    await vi.advanceTimersByTimeAsync(399);
    expect(Wire.all).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(Wire.all).toHaveLength(2);
  });

  it('leaves the new socket alone when what was asked on the old one fails', async () => {
    const signaling = new Signaling('ws://x', events());
    welcomed(signaling);
    const published = signaling.request('publish', {}).catch(() => signaling.drop());
    void signaling.verify('more', {});
    await vi.advanceTimersByTimeAsync(400);
    await published;
    await vi.advanceTimersByTimeAsync(1000);
    expect(Wire.all).toHaveLength(2);
    expect(last().readyState).toBe(0);
  });

  it('does not come back when told not to', async () => {
    welcomed(new Signaling('ws://x', events())).ends(4503);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Wire.all).toHaveLength(1);
    expect(log).toEqual(['welcome', 'ended 4503']);
  });

  it('asks whether the session is gone when no attempt succeeds', async () => {
    new Signaling('ws://x', events(true)).open();
    for (let attempt = 0; attempt < 4; attempt++) {
      last().ends(1006);
      await vi.advanceTimersByTimeAsync(5000);
    }
    expect(log).toEqual(['lost', 'lost', 'lost', 'lost', 'doubt', 'ended 4501']);
    expect(Wire.all).toHaveLength(4);
  });

  it('leaves a server that opens the socket but does not welcome', async () => {
    new Signaling('ws://x', events()).open();
    last().opened();
    await vi.advanceTimersByTimeAsync(16_000);
    expect(Wire.all.length).toBeGreaterThan(1);
    expect(log[0]).toBe('lost');
  });
});
