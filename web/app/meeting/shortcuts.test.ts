import { describe, expect, it } from 'vitest';
import { actionOf, shortcuts, type Key } from './shortcuts';

const key = (change: Partial<Key>): Key => ({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...change });

describe('actionOf', () => {
  it.each([
    [{ code: 'KeyD', ctrlKey: true }, 'microphone'],
    [{ code: 'KeyD', metaKey: true }, 'microphone'],
    [{ code: 'KeyE', ctrlKey: true }, 'camera'],
    [{ key: '/', ctrlKey: true }, 'help'],
    [{ code: 'KeyH', altKey: true }, 'hand'],
    [{ key: 'F6' }, 'region'],
    [{ key: 'F2' }, 'bar'],
    [{ code: 'Space' }, 'talk'],
    [{ code: 'KeyD' }, null],
    [{ code: 'KeyD', ctrlKey: true, shiftKey: true }, null],
    [{ code: 'KeyD', ctrlKey: true, altKey: true }, null],
    [{ code: 'Space', isComposing: true }, null],
    [{ code: 'Space', ctrlKey: true }, null],
  ] as [Partial<Key>, string | null][])('%o → %s', (change, action) => expect(actionOf(key(change))).toBe(action));

  it('has a line in the catalogue for every action', () => expect(new Set(shortcuts.map((one) => one.action)).size).toBe(shortcuts.length));
});
