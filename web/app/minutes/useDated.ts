import { asked, bangAt, dated, withoutBang, type DatedDeadline, type Deadline } from '../tasks/deadline';
import { useDeadlines } from '../tasks/useDeadlines';
import type { Sketch } from './useComposer';

const most = 2;

/** The deadlines of the line being typed. `taken` is the one typed after "!", which Tab writes into the sentence. */
export interface Dated {
  deadlines: readonly Deadline[];
  taken: DatedDeadline | undefined;
  take: () => void;
}

/** useDated shows what is understood of a deadline while it is typed: what stands after "!" in any line, found words where tasks may come from the line. */
export function useDated({ kind, text }: Pick<Sketch, 'kind' | 'text'>, onTake: (next: { text: string; cursor: number }) => void): Dated {
  const bang = bangAt(text);
  const found = useDeadlines(bang || kind === 'conclusion' || kind === 'task' ? asked(text) : '');
  const first = found[0];
  const taken = bang && first && dated(first) ? first : undefined;
  const take = () => {
    if (bang && taken) onTake(withoutBang(text, bang, taken));
  };
  return { deadlines: found.slice(0, most), taken, take };
}
