import { describe, expect, it } from 'vitest';
import type { LinkReport } from './linkReport';
import { judge, notWeak, type Weakness } from './weakness';

const good: LinkReport = { up: { bps: 1, loss: 0, layers: [], squeezed: false, room: 2_000_000 }, down: { bps: 1, loss: 0, estimate: null }, rtt: 30, transport: 'udp' };
const lossy: LinkReport = { ...good, down: { ...good.down, loss: 0.2 } };
const recovering: LinkReport = { ...good, down: { ...good.down, loss: 0.05 } };

function run(reports: readonly LinkReport[], from: Weakness = notWeak): boolean[] {
  let weakness = from;
  return reports.map((report) => {
    weakness = judge(weakness, report);
    return weakness.weak;
  });
}

describe('judge', () => {
  it('needs two bad looks', () => expect(run([lossy, good, lossy, lossy])).toEqual([false, false, false, true]));
  it('needs four good ones to take it back', () => expect(run([lossy, lossy, good, good, good, good])).toEqual([false, true, true, true, true, false]));
  it('does not call it good in between the two limits', () => expect(run([lossy, lossy, recovering, recovering, recovering, recovering, recovering]).at(-1)).toBe(true));
  it('does not call it weak there either', () => expect(run([recovering, recovering, recovering])).toEqual([false, false, false]));
  it('knows a long way', () => expect(run([{ ...good, rtt: 900 }, { ...good, rtt: 900 }]).at(-1)).toBe(true));
  it('knows a line without room for a small picture', () => {
    const narrow: LinkReport = { ...good, up: { ...good.up, squeezed: true, room: 90_000 } };
    expect(run([narrow, narrow]).at(-1)).toBe(true);
    const quiet: LinkReport = { ...narrow, up: { ...narrow.up, squeezed: false } };
    expect(run([quiet, quiet]).at(-1)).toBe(false);
  });
});
