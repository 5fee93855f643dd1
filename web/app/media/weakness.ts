import type { LinkReport } from './linkReport';

/** Whether our own link counts as weak, and for how many looks it has seemed otherwise. */
export interface Weakness {
  weak: boolean;
  against: number;
}

/** A link of which nothing is known is taken for good. */
export const notWeak: Weakness = { weak: false, against: 0 };

// Enter and leave at different values, and after more looks on the way out than in, so that the word does not flicker.
const enter = { loss: 0.08, rtt: 700, room: 150_000 };
const leave = { loss: 0.03, rtt: 450, room: 300_000 };
const looksToEnter = 2;
const looksToLeave = 4;

/** judge takes the next report, about one every two seconds. Loss either way, a long way there and back, or no room for even a small picture make a link weak. */
export function judge(before: Weakness, report: LinkReport): Weakness {
  const bad = isBad(report, before.weak ? leave : enter);
  if (bad === before.weak) return before.against === 0 ? before : { weak: before.weak, against: 0 };
  const against = before.against + 1;
  if (against < (before.weak ? looksToLeave : looksToEnter)) return { weak: before.weak, against };
  return { weak: bad, against: 0 };
}

function isBad({ up, down, rtt }: LinkReport, limits: typeof enter): boolean {
  if (up.loss > limits.loss || down.loss > limits.loss) return true;
  if (rtt !== null && rtt > limits.rtt) return true;
  return up.squeezed && up.room > 0 && up.room < limits.room;
}
