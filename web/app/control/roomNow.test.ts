import { describe, expect, it } from 'vitest';
import { conditionOf, rowWords, type RoomPeer } from './roomNow';

const peer: RoomPeer = {
  peer: 'p1',
  seat: 'unit-001',
  device: 'd',
  transport: 'udp',
  up: { bps: 1_200_000, loss: 0, rtt_ms: 12, tracks: [{ source: 'camera', layers: [{ rid: 'h', bps: 1, height: 360 }, { rid: 'q', bps: 1, height: 180 }] }] },
  down: { bps: 400_000, loss: 0.5, rtt_ms: 12.4, estimate: 900_000, step: 'full' },
  publications: [{ source: 'microphone', muted: true }, { source: 'camera', muted: false }],
};
const t = ((key: string, values?: object) => [key, ...Object.values(values ?? {})].join(' ')) as unknown as Parameters<typeof rowWords>[1];

describe('conditionOf', () => {
  it('is good over UDP', () => expect(conditionOf(peer)).toBe('good'));
  it('names a detour', () => expect(conditionOf({ ...peer, transport: 'tcp' })).toBe('detour'));
  it('is reduced when some is withheld or lost', () => {
    expect(conditionOf({ ...peer, down: { step: 'chair' } })).toBe('reduced');
    expect(conditionOf({ ...peer, up: { loss: 4 } })).toBe('reduced');
  });
  it('is weak when most is', () => {
    expect(conditionOf({ ...peer, down: { step: 'audio' } })).toBe('weak');
    expect(conditionOf({ ...peer, up: { loss: 9 } })).toBe('weak');
    expect(conditionOf({ ...peer, down: { rtt_ms: 900 } })).toBe('weak');
  });
  it('says nothing bad of what is not measured yet', () => expect(conditionOf({ peer: 'p', seat: 's', device: 'd', transport: '' })).toBe('good'));
});

describe('rowWords', () => {
  const words = rowWords(peer, t, 'vi');
  it('gives the rates, and the loss where there is one', () => {
    expect(words.up).toBe('1,2 Mbit/s');
    expect(words.down).toBe('room.lossy 400 kbit/s 0,5 %');
  });
  it('names what is sent, small sizes first', () => expect(words.sends).toBe('room.cameraLines 180 + 360'));
  it('names the way', () => expect([words.transport, words.rtt]).toEqual(['UDP', 'link.milliseconds 12']));
});
