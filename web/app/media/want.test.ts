import { describe, expect, it } from 'vitest';
import type { Slot } from './frames';
import { placeTracks, sameWants, wantOf, type Shown } from './want';

const tile = (seat: string, height: number, rank = 3): Shown => ({ seat, source: 'camera', height, rank });

describe('wantOf', () => {
  it('puts the important first and rounds heights up', () => {
    const shown: Shown[] = [tile('u1', 140), tile('u2', 200), { seat: 'chair', source: 'screen', height: 700, rank: 0 }, tile('chair', 100, 2)];
    expect(wantOf(shown, 'me', 1, 9)).toEqual([
      { seat: 'chair', source: 'screen', max_height: 720 },
      { seat: 'chair', source: 'camera', max_height: 180 },
      { seat: 'u2', source: 'camera', max_height: 270 },
      { seat: 'u1', source: 'camera', max_height: 180 },
    ]);
  });

  it('asks for each picture once, in its greatest size', () => {
    expect(wantOf([tile('u1', 90, 3), tile('u1', 500, 1)], 'me', 1, 9)).toEqual([{ seat: 'u1', source: 'camera', max_height: 540 }]);
  });

  it('counts the pixels of the screen, not of CSS', () => {
    expect(wantOf([tile('u1', 200)], 'me', 3, 9)[0]?.max_height).toBe(720);
  });

  it('leaves out oneself, hidden tiles and what is over the cap', () => {
    expect(wantOf([tile('me', 300), tile('u1', 0), tile('u2', 100), tile('u3', 90)], 'me', 1, 1).map((want) => want.seat)).toEqual(['u2']);
  });

  it('never asks for more than the server takes', () => {
    expect(wantOf(Array.from({ length: 60 }, (_, n) => tile(`u${n}`, 100)), 'me', 1, 99)).toHaveLength(40);
  });
});

describe('sameWants', () => {
  const one = wantOf([tile('u1', 100)], 'me', 1, 9);
  it('compares every wish', () => {
    expect(sameWants(one, wantOf([tile('u1', 120)], 'me', 1, 9))).toBe(true);
    expect(sameWants(one, wantOf([tile('u1', 190)], 'me', 1, 9))).toBe(false);
    expect(sameWants(one, [])).toBe(false);
  });
});

describe('placeTracks', () => {
  const track = (id: string) => ({ id }) as MediaStreamTrack;
  const first = track('a');
  const second = track('b');
  const tracks = new Map([
    ['3', first],
    ['4', second],
  ]);
  const slot = (mid: string, seat: string): Slot => ({ mid, seat, peer: 'p', source: 'camera' });

  it('follows the map of slots', () => {
    const placed = placeTracks([slot('3', 'u1'), slot('4', 'u2')], tracks, new Map());
    expect([...placed]).toEqual([
      ['u1 camera', first],
      ['u2 camera', second],
    ]);
    expect([...placeTracks([slot('4', 'u1')], tracks, placed)]).toEqual([['u1 camera', second]]);
  });

  it('waits for tracks that are not there yet', () => expect(placeTracks([slot('9', 'u1')], tracks, new Map()).size).toBe(0));

  it('returns the same map when nothing moved', () => {
    const before = placeTracks([slot('3', 'u1')], tracks, new Map());
    expect(placeTracks([slot('3', 'u1')], tracks, before)).toBe(before);
  });
});
