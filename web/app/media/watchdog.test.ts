import { describe, expect, it } from 'vitest';
import { beginning, isSuspicious, newWatch, observe, silence, suspicion, type Watch } from './watchdog';

function run(samples: readonly [packets: number, expected: boolean, at: number][]): { watch: Watch; restarts: number[] } {
  let watch = newWatch(0);
  const restarts: number[] = [];
  for (const [packets, expected, at] of samples) {
    const seen = observe(watch, packets, expected, at);
    watch = seen.watch;
    if (seen.restart) restarts.push(at);
  }
  return { watch, restarts };
}

describe('observe', () => {
  it('is content while packets come', () => expect(run([[10, true, 400], [20, true, 5000], [21, true, 9000]]).restarts).toEqual([]));

  it('asks for another path after the silence', () =>
    expect(run([[10, true, 400], [10, true, 400 + silence - 1], [10, true, 400 + silence]]).restarts).toEqual([400 + silence]));

  it('is content with silence that is right', () => expect(run([[10, false, 400], [10, false, 9000], [10, true, 9400], [10, true, 10_000]]).restarts).toEqual([]));

  it('asks less and less often while nothing helps', () => {
    const samples = Array.from({ length: 100 }, (_, n): [number, boolean, number] => [1, true, 400 * (n + 1)]);
    const { restarts } = run(samples);
    expect(restarts).toEqual([1600, 4400, 9600, 19_600, 39_600]);
  });

  it('lets a connection that is being made have its time', () => {
    expect(run([[0, true, 400], [0, true, 3999], [0, true, 4000]]).restarts).toEqual([beginning]);
    expect(run([[0, true, 400], [1, true, 3000], [1, true, 3000 + silence]]).restarts).toEqual([3000 + silence]);
  });

  it('is as quick as ever after packets came again', () => {
    expect(run([[1, true, 0], [1, true, 1300], [5, true, 2000], [5, true, 3200]]).restarts).toEqual([1300, 3200]);
  });
});

describe('isSuspicious', () => {
  it('is so when something came and stopped, well before another path is sought', () => {
    const { watch } = run([[10, true, 400]]);
    expect(isSuspicious(watch, 399 + suspicion)).toBe(false);
    expect(isSuspicious(watch, 400 + suspicion)).toBe(true);
    expect(suspicion).toBeLessThan(silence);
  });

  it('is not so before anything came: a connection takes its time', () => expect(isSuspicious(run([[0, true, 400], [0, true, 9000]]).watch, 9000)).toBe(false));
});
