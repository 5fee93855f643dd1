import { describe, expect, it } from 'vitest';
import { cockpitActionOf, cockpitKeys } from './keys';

const key = (over: Partial<Parameters<typeof cockpitActionOf>[0]>) => ({ key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...over });

describe('the six keys', () => {
  it('are six', () => expect(cockpitKeys).toHaveLength(6));
  it('are Alt with a digit, on both keypads', () => {
    expect(cockpitActionOf(key({ altKey: true, code: 'Digit1' }))).toBe('nextItem');
    expect(cockpitActionOf(key({ altKey: true, code: 'Numpad5' }))).toBe('muteAll');
    expect(cockpitActionOf(key({ key: 'Escape', code: 'Escape' }))).toBe('escape');
  });
  it('leave digits of the VNI input method, Alt+Z and composed letters alone', () => {
    expect(cockpitActionOf(key({ code: 'Digit1', key: '1' }))).toBeNull();
    expect(cockpitActionOf(key({ altKey: true, code: 'KeyZ' }))).toBeNull();
    expect(cockpitActionOf(key({ altKey: true, code: 'Digit4', isComposing: true }))).toBeNull();
    expect(cockpitActionOf(key({ altKey: true, ctrlKey: true, code: 'Digit4' }))).toBeNull();
  });
});
