import { describe, expect, it } from 'vitest';
import { waitBefore } from './backoff';

describe('waitBefore', () => {
  it('stays between 0.2 and 5 s whatever chance says', () => {
    for (let attempt = 0; attempt < 40; attempt++) {
      expect(waitBefore(attempt, () => 0)).toBe(200);
      expect(waitBefore(attempt, () => 1)).toBeLessThanOrEqual(5000);
    }
  });
  it('grows', () => expect([0, 1, 2, 3, 9].map((attempt) => waitBefore(attempt, () => 1))).toEqual([400, 800, 1600, 3200, 5000]));
  it('is spread over the whole range', () => expect(waitBefore(9, () => 0.5)).toBe(2600));
});
