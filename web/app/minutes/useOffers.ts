import { useMemo, useState } from 'react';
import { asked, bangAt, dated, withoutBang, type DatedDeadline, type Deadline } from '../tasks/deadline';
import { useDeadlines } from '../tasks/useDeadlines';
import type { Target } from '../state';
import { chosen, directs, type Sketch } from './sketch';
import { targetsIn, type FoundTarget } from './targets';

const most = 2;

/** One thing understood in the text that the person may take over. */
export type Offer = { kind: 'due'; deadline: DatedDeadline } | { kind: 'target'; found: FoundTarget };

/** What is understood of the line being typed. `next` is what Tab takes; deadlines that cannot be taken are only said. */
export interface Offers {
  deadlines: readonly Deadline[];
  targets: readonly FoundTarget[];
  next: Offer | undefined;
  /** Puts the offers of this text aside; false when there was none. */
  dismiss: () => boolean;
}

/** What taking an offer over does to the sketch. */
export interface Taken {
  text?: { text: string; cursor: number };
  due?: { until: string; words: string };
  target?: Target;
}

/** useOffers understands deadline words and numbers while they are typed: what stands after "!" in any line, words and numbers where tasks may come from the line. */
export function useOffers({ kind, text, wish }: Pick<Sketch, 'kind' | 'text' | 'wish'>, units: number): Offers {
  const [aside, setAside] = useState<string | null>(null);
  const bang = bangAt(text);
  const directive = directs(kind);
  const found = useDeadlines((bang || directive) && aside !== text ? asked(text) : '');
  const targets = useMemo(() => (directive && wish.target === null && aside !== text ? targetsIn(text, chosen(wish) && wish.units.length === 1 ? 1 : units).slice(0, most) : []), [directive, wish, aside, text, units]);
  const deadlines = (bang || wish.due === null ? found : []).slice(0, most);
  const due = deadlines.find(dated);
  const takes = due && (bang || directive) ? due : undefined;
  const first = targets[0];
  const next: Offer | undefined = takes ? { kind: 'due', deadline: takes } : first ? { kind: 'target', found: first } : undefined;
  const dismiss = () => {
    if (!next) return false;
    setAside(text);
    return true;
  };
  return { deadlines, targets, next, dismiss };
}

/** take is what an offer does: a date goes into the chips where the line has them, and one typed after "!" into the sentence too, so that it says it. */
export function take(offer: Offer, { kind, text }: Pick<Sketch, 'kind' | 'text'>): Taken {
  if (offer.kind === 'target') return { target: offer.found.target };
  const { deadline } = offer;
  const bang = bangAt(text);
  const due = directs(kind) ? { due: { until: new Date(deadline.until).toISOString(), words: deadline.words } } : {};
  return bang ? { text: withoutBang(text, bang, deadline), ...due } : due;
}
