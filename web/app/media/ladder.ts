import { isSource, type Source } from './frames';
import { keyOf } from './want';

/** The steps of the low-bandwidth ladder, from everything to sound alone. */
export type Step = 'full' | 'reduced' | 'chair' | 'share' | 'audio';

const steps: readonly Step[] = ['full', 'reduced', 'chair', 'share', 'audio'];

/** What the server withholds for lack of bandwidth. */
export interface Ladder {
  step: Step;
  /** Pictures that do not come, by keyOf(seat, source). */
  paused: ReadonlySet<string>;
}

/** noLadder is a link that carries all. */
export const noLadder: Ladder = { step: 'full', paused: new Set() };

/** ladderOf reads `quality`; a step of a later version counts as `reduced`. */
export function ladderOf(data: Record<string, unknown>): Ladder {
  const step = steps.find((one) => one === data['step']) ?? 'reduced';
  const paused = new Set<string>();
  for (const one of Array.isArray(data['paused']) ? (data['paused'] as unknown[]) : []) {
    const { seat, source } = (typeof one === 'object' && one !== null ? one : {}) as { seat?: unknown; source?: unknown };
    if (typeof seat === 'string' && isSource(source)) paused.add(keyOf(seat, source));
  }
  return { step, paused };
}

/** isPaused says whether the picture is withheld. */
export function isPaused({ paused }: Ladder, seat: string, source: Source): boolean {
  return paused.has(keyOf(seat, source));
}
