import { describe, expect, it } from 'vitest';
import { hold, nextActive, type Active } from './activeSpeaker';

const nobody: Active = { seat: null, heardAt: 0 };

describe('nextActive', () => {
  it('takes the loudest at once when nobody is shown', () => expect(nextActive(nobody, ['a', 'b'], 10)).toEqual({ seat: 'a', heardAt: 10 }));
  it('stays with who is heard, even when another is louder', () => expect(nextActive({ seat: 'b', heardAt: 0 }, ['a', 'b'], 9000)).toEqual({ seat: 'b', heardAt: 9000 }));
  it('holds through a cough', () => expect(nextActive({ seat: 'b', heardAt: 1000 }, ['a'], 1000 + hold - 1).seat).toBe('b'));
  it('moves after the hold', () => expect(nextActive({ seat: 'b', heardAt: 1000 }, ['a'], 1000 + hold)).toEqual({ seat: 'a', heardAt: 1000 + hold }));
  it('keeps the last one in silence', () => expect(nextActive({ seat: 'b', heardAt: 1000 }, [], 60_000).seat).toBe('b'));
});
