import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AgendaSocket, backoff, checkedWithin, deadAfter, quietAfter, type SocketPorts } from './socket';
import type { ClientFrame, ServerFrame, Welcome } from './wire';

/** A browser's WebSocket as far as the agenda socket uses one. */
class Line {
  static readonly OPEN = 1;
  static all: Line[] = [];
  readyState = 0;
  sent: ClientFrame[] = [];
  closed = false;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly address: string;
  readonly protocol: string;

  constructor(address: string, protocol: string) {
    this.address = address;
    this.protocol = protocol;
    Line.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as ClientFrame);
  }
  close() {
    this.closed = true;
  }
  open() {
    this.readyState = Line.OPEN;
    this.onopen?.();
  }
  says(frame: ServerFrame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  drops(code: number) {
    this.onclose?.({ code });
  }
}

const welcome: Welcome = { meeting: 'm', seat: 's', role: 'secretary', unit: 'host', staff: true, version: 3, now: '2026-12-05T07:00:00Z', here: [] };
let version = 0;
let said: string[] = [];
const ports: SocketPorts = {
  resume: () => ({ after: version, hash: '' }),
  opened: (data) => said.push(`opened ${data.version}`),
  records: (records) => said.push(`records ${records.map((record) => record.version).join(' ')}`),
  chainChanged: () => {
    version = 0;
    said.push('changed');
  },
  accepted: (id, at) => said.push(`ok ${id} ${at}`),
  rejected: (id, refusal) => said.push(`refused ${id} ${refusal.key}`),
  draft: () => said.push('draft'),
  editing: () => said.push('editing'),
  presence: () => said.push('presence'),
  chat: (messages) => said.push(`chat ${messages.length}`),
  lost: () => said.push('lost'),
  ended: (code) => said.push(`ended ${code}`),
};
const newest = () => Line.all.at(-1) as Line;

describe('the agenda socket', () => {
  let socket: AgendaSocket;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', Line);
    Line.all = [];
    said = [];
    version = 0;
    socket = new AgendaSocket('ws://x/agenda', 'p1', ports);
    socket.start();
    newest().open();
  });
  afterEach(() => {
    socket.stop();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('says hello and nothing else before the welcome', () => {
    expect(newest().protocol).toBe('agenda.v1');
    expect(newest().sent).toEqual([{ type: 'hello', id: 'h1', data: { after: 0, hash: '', presence: 'p1' } }]);
    expect(socket.send({ type: 'editing', data: { line: 'l' } })).toBe(false);
    newest().says({ type: 'welcome', re: 'h1', data: welcome });
    expect(socket.send({ type: 'editing', data: { line: 'l' } })).toBe(true);
  });

  it('goes on from the version it has', () => {
    newest().says({ type: 'welcome', re: 'h1', data: welcome });
    version = 3;
    newest().drops(4000);
    vi.advanceTimersByTime(5_000);
    expect(Line.all).toHaveLength(2);
    newest().open();
    expect(newest().sent[0]).toMatchObject({ type: 'hello', data: { after: 3 } });
    expect(said).toEqual(['opened 3', 'lost']);
  });

  it('asks after silence and connects again when nothing answers', () => {
    newest().says({ type: 'welcome', re: 'h1', data: welcome });
    vi.advanceTimersByTime(quietAfter + 1_000);
    expect(newest().sent.at(-1)?.type).toBe('ping');
    newest().says({ type: 'pong', re: 'p2' });
    vi.advanceTimersByTime(deadAfter - 1_000);
    expect(said).not.toContain('lost');
    vi.advanceTimersByTime(3_000);
    expect(said).toContain('lost');
    expect(Line.all[0]?.closed).toBe(true);
    vi.advanceTimersByTime(5_000);
    expect(Line.all.length).toBeGreaterThan(1);
  });

  it('replaces at once what does not answer when it is in doubt, and keeps what does', () => {
    newest().says({ type: 'welcome', re: 'h1', data: welcome });
    socket.check();
    newest().says({ type: 'pong', re: 'p2' });
    vi.advanceTimersByTime(checkedWithin);
    expect(Line.all).toHaveLength(1);
    socket.check();
    vi.advanceTimersByTime(checkedWithin);
    expect(Line.all).toHaveLength(2);
    expect(Line.all[0]?.closed).toBe(true);
    socket.check();
    vi.advanceTimersByTime(checkedWithin);
    expect(Line.all, 'one that is being opened is left alone').toHaveLength(2);
  });

  it('does not come back when the link is revoked', () => {
    newest().drops(4501);
    vi.advanceTimersByTime(60_000);
    expect(said).toEqual(['ended 4501']);
    expect(Line.all).toHaveLength(1);
  });

  it('begins again when the journal is another', () => {
    version = 9;
    newest().says({ type: 'error', re: 'h1', data: { code: 'conflict', key: 'chain_changed', message: { vi: '', en: '' } } });
    newest().open();
    expect(said).toEqual(['changed']);
    expect(newest().sent[0]).toMatchObject({ data: { after: 0 } });
  });

  it('passes answers on by id and survives frames it does not know', () => {
    newest().says({ type: 'welcome', re: 'h1', data: welcome });
    newest().says({ type: 'ok', re: 'c1', data: { version: 4 } });
    newest().says({ type: 'error', re: 'c2', data: { code: 'closed', key: 'meeting_closed', message: { vi: '', en: '' } } });
    newest().says({ type: 'vote' } as unknown as ServerFrame);
    expect(said.slice(1)).toEqual(['ok c1 4', 'refused c2 meeting_closed']);
  });
});

describe('the wait before the next attempt', () => {
  it('is between 0.2 and 5 s, with full jitter', () => {
    expect(backoff(0, 0)).toBe(200);
    expect(backoff(0, 1)).toBe(500);
    expect(backoff(20, 1)).toBe(5_000);
    expect(backoff(20, 0)).toBe(200);
  });
});
