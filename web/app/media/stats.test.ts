import { describe, expect, it } from 'vitest';
import type { Slot } from './frames';
import { arrivalOf, isLossy, weakSeats, type Arrival } from './stats';

const report = (...stats: object[]) => new Map(stats.map((stat, n) => [String(n), stat])) as unknown as RTCStatsReport;
const slot = (mid: string, seat: string): Slot => ({ mid, seat, peer: 'p', source: 'camera' });
const arrival = (packets: number, lost: number, frames: Record<string, number>): Arrival => ({ packets, lost, frames: new Map(Object.entries(frames)) });

describe('arrivalOf', () => {
  it('adds up the inbound streams and nothing else', () => {
    const seen = arrivalOf(
      report(
        { type: 'inbound-rtp', kind: 'audio', mid: '0', packetsReceived: 50, packetsLost: 1 },
        { type: 'inbound-rtp', kind: 'video', mid: '3', packetsReceived: 200, packetsLost: -2, framesDecoded: 12 },
        { type: 'outbound-rtp', packetsSent: 999 },
      ),
    );
    expect(seen).toEqual(arrival(250, 1, { 3: 12 }));
  });
});

describe('weakSeats', () => {
  const slots = [slot('3', 'u1'), slot('4', 'u2')];
  it('names pictures that stand still', () =>
    expect(weakSeats(arrival(0, 0, { 3: 10, 4: 10 }), arrival(0, 0, { 3: 11, 4: 40 }), slots, () => true)).toEqual(['u1']));
  it('leaves out those that are off', () =>
    expect(weakSeats(arrival(0, 0, { 3: 10, 4: 10 }), arrival(0, 0, { 3: 10, 4: 10 }), slots, ({ seat }) => seat === 'u2')).toEqual(['u2']));
  it('does not judge a slot that is new', () => expect(weakSeats(arrival(0, 0, {}), arrival(0, 0, { 3: 0 }), slots, () => true)).toEqual([]));
});

describe('isLossy', () => {
  it('needs a share and a number', () => {
    expect(isLossy(arrival(0, 0, {}), arrival(100, 20, {}))).toBe(true);
    expect(isLossy(arrival(0, 0, {}), arrival(10, 3, {}))).toBe(false);
    expect(isLossy(arrival(0, 0, {}), arrival(1000, 20, {}))).toBe(false);
  });
});
