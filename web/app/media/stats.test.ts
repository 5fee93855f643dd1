import { describe, expect, it } from 'vitest';
import type { Slot } from './frames';
import { arrivalOf, departureOf, routeOf, weakSeats, type Arrival } from './stats';

const report = (...stats: object[]) => new Map(stats.map((stat, n) => [String(n), stat])) as unknown as RTCStatsReport;
const slot = (mid: string, seat: string): Slot => ({ mid, seat, peer: 'p', source: 'camera' });
const arrival = (packets: number, lost: number, frames: Record<string, number>): Arrival => ({ packets, lost, bytes: 0, frames: new Map(Object.entries(frames)) });

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

describe('departureOf', () => {
  it('adds up what goes out, and knows each size', () => {
    const sent = departureOf(
      report(
        { type: 'outbound-rtp', kind: 'audio', packetsSent: 10, bytesSent: 100 },
        { type: 'outbound-rtp', kind: 'video', rid: 'q', packetsSent: 20, bytesSent: 900, frameHeight: 180, active: true },
        { type: 'outbound-rtp', kind: 'video', rid: 'f', packetsSent: 0, bytesSent: 0, active: false, qualityLimitationReason: 'bandwidth' },
        { type: 'remote-inbound-rtp', packetsLost: 3 },
        { type: 'candidate-pair', bytesReceived: 77, availableOutgoingBitrate: 120_000 },
      ),
    );
    expect(sent).toMatchObject({ packets: 30, bytes: 1000, lost: 3, room: 120_000, squeezed: true, feedback: 77 });
    expect(sent.layers.map((layer) => [layer.rid, layer.active])).toEqual([['q', true], ['f', false]]);
  });
});

describe('routeOf', () => {
  const pair = { id: 'p', type: 'candidate-pair', localCandidateId: 'c', currentRoundTripTime: 0.0421 };
  it('names the way in use', () => {
    const udp = report({ type: 'transport', selectedCandidatePairId: 'p' }, pair, { id: 'c', type: 'local-candidate', protocol: 'udp', candidateType: 'host' });
    expect(routeOf(udp)).toEqual({ transport: 'udp', rtt: 42 });
  });
  it('reads Firefox', () => expect(routeOf(report({ ...pair, selected: true }, { id: 'c', protocol: 'tcp' })).transport).toBe('tcp'));
  it('knows a relay', () => expect(routeOf(report({ ...pair, selected: true }, { id: 'c', protocol: 'udp', candidateType: 'relay' })).transport).toBe('relay'));
  it('knows nothing before there is a pair', () => expect(routeOf(report())).toEqual({ transport: null, rtt: null }));
});
