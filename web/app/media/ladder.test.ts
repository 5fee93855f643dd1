import { describe, expect, it } from 'vitest';
import { isPaused, ladderOf, noLadder } from './ladder';

describe('ladderOf', () => {
  it('reads the step and what is withheld', () => {
    const ladder = ladderOf({ step: 'chair', estimate: 300_000, paused: [{ seat: 'unit-001', source: 'camera' }, { seat: 'x' }, null] });
    expect(ladder.step).toBe('chair');
    expect(isPaused(ladder, 'unit-001', 'camera')).toBe(true);
    expect(isPaused(ladder, 'unit-001', 'screen')).toBe(false);
    expect(ladder.paused.size).toBe(1);
  });
  it('takes a step it does not know for a reduced one', () => expect(ladderOf({ step: 'later' }).step).toBe('reduced'));
  it('begins with everything', () => expect(noLadder.step).toBe('full'));
});
