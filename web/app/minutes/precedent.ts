import i18next from 'i18next';
import type { Due, Precedent } from '../state';
import { ddmmyyyy } from '../ui/clock';
import type { Time } from '../wire';
import { numberMark } from './marks';

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
  times: number;
  score: number;
}

/** takenUp is the tie to an earlier conclusion: more time for the old work, or the same given once more. */
export function takenUp({ meeting, line, number, held, times }: Earlier, how: Precedent['how']): Precedent {
  return { meeting, line, ...(number ? { number } : {}), held, how, ...(how === 'repeats' ? { times: times + 1 } : {}) };
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
