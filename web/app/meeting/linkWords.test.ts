import { describe, expect, it } from 'vitest';
import { percentText, rateText } from './linkWords';

describe('rateText', () => {
  it('writes large rates with a comma', () => expect(rateText(1_240_000, 'vi')).toBe('1,2 Mbit/s'));
  it('writes small ones in thousands', () => expect(rateText(340_499, 'vi')).toBe('340 kbit/s'));
});

describe('percentText', () => {
  it('is exact where it matters', () => expect(percentText(0.034, 'vi')).toBe('3,4 %'));
  it('is short elsewhere', () => expect([percentText(0, 'vi'), percentText(0.214, 'en')]).toEqual(['0 %', '21 %']));
});
