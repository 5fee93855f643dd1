import i18next from 'i18next';
import type { Due, Precedent, Target } from '../state';
import { ddmmyyyy } from '../ui/clock';
import type { Time } from '../wire';
import { numberMark } from './marks';
import type { Wish } from './sketch';

/** An open conclusion of an earlier meeting that says nearly the same, as `POST …/similar` answers. */
export interface Earlier {
  meeting: string;
  title: string;
  held: Time;
  line: string;
  number: number;
  text: string;
  units: number;
  due?: Due;
  /** The units that have tasks of it; all when there are none here. */
  to?: string[];
  target?: Target;
  times: number;
  score: number;
}

/** takenUp is the tie to an earlier conclusion: more time for the old work, or the same given once more. */
export function takenUp({ meeting, line, number, held, times }: Earlier, how: Precedent['how']): Precedent {
  return { meeting, line, ...(number ? { number } : {}), held, how, ...(how === 'repeats' ? { times: times + 1 } : {}) };
}

/** carriedOver is the wish with the earlier conclusion taken up: its units, as far as they are of this meeting, and its target, where nothing was chosen yet. The date is to be a new one. */
export function carriedOver(wish: Wish, earlier: Earlier, how: Precedent['how'], here: readonly string[]): Wish {
  const chosen = wish.all || wish.group !== null || wish.units.length > 0;
  const units = (earlier.to ?? []).filter((unit) => here.includes(unit));
  return {
    ...wish,
    ...(chosen ? {} : { all: earlier.to === undefined, units }),
    target: wish.target ?? (earlier.target && earlier.target.kind !== 'none' ? earlier.target : null),
    precedent: takenUp(earlier, how),
  };
}

/** earlierWords names an earlier conclusion: "kết luận ③ ngày 29/07/2020". */
export function earlierWords({ number, held }: { number?: number; held: Time }): string {
  const day = ddmmyyyy(held);
  return number ? i18next.t('similar.said', { number: numberMark(number), day }) : i18next.t('similar.saidTask', { day });
}

/** precedentWords says how an earlier conclusion is taken up: "Nhắc lại lần 2 kết luận ③ ngày 29/07/2020". */
export function precedentWords(precedent: Precedent): string {
  const said = earlierWords(precedent);
  return precedent.how === 'extends' ? i18next.t('similar.extends', { said }) : i18next.t('similar.repeats', { said, times: precedent.times ?? 1 });
}
