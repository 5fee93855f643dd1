import { describe, expect, it } from 'vitest';
import { settled, shownShare } from './shares';

const none = { shareSeat: null, dismissedShares: [] };

describe('shownShare', () => {
  it('is nothing without shares', () => expect(shownShare([], none)).toBeNull());
  it('stays with the one that is looked at when another begins', () => expect(shownShare(['chair', 'u1'], { ...none, shareSeat: 'u1' })).toBe('u1'));
  it('goes on to the next when it ends', () => expect(shownShare(['u2'], { ...none, shareSeat: 'u1' })).toBe('u2'));
  it('leaves out what was put aside', () => expect(shownShare(['u1', 'u2'], { shareSeat: 'u1', dismissedShares: ['u1'] })).toBe('u2'));
});

describe('settled', () => {
  it('forgets what was put aside when it ends, so that it comes again', () => {
    const aside = settled([], { shareSeat: 'u1', dismissedShares: ['u1'] });
    expect(aside).toEqual(none);
    expect(shownShare(['u1'], aside)).toBe('u1');
  });
  it('remembers what is shown', () => expect(settled(['u1'], none)).toEqual({ shareSeat: 'u1', dismissedShares: [] }));
  it('is the same object when nothing changes', () => {
    const choice = { shareSeat: 'u1', dismissedShares: [] };
    expect(settled(['u1', 'u2'], choice)).toBe(choice);
  });
});
