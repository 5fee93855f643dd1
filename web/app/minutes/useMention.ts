import { useState, type KeyboardEvent } from 'react';
import type { Choice } from '../ui/ChoiceItem';
import { matching, mentionAt, type Mention } from './compose';

/** The @ that is being typed and the units it finds. */
export interface Mentioning {
  found: Choice[];
  /** Which of them Enter takes. */
  at: number;
  /** Looks at the text and the cursor again. */
  look: (element: HTMLTextAreaElement) => void;
  close: () => void;
  pick: (choice: Choice | undefined) => void;
  /** Handles the keys of the list; true when the key was one of them. */
  keys: (event: KeyboardEvent) => boolean;
}

/** useMention lets a unit be named by @ while the focus stays in the text. `onPick` gets the unit and the mention to take out of the text. */
export function useMention(units: readonly Choice[], onPick: (choice: Choice, mention: Mention) => void): Mentioning {
  const [mention, setMention] = useState<Mention | null>(null);
  const [at, setAt] = useState(0);
  const found = mention ? matching(units, mention.query) : [];
  const close = () => setMention(null);
  const look = (element: HTMLTextAreaElement) => {
    const next = mentionAt(element.value, element.selectionStart);
    if (next?.query !== mention?.query) setAt(0);
    setMention(next);
  };
  const pick = (choice: Choice | undefined) => {
    if (!mention || !choice) return;
    onPick(choice, mention);
    close();
  };
  const keys = (event: KeyboardEvent) => {
    if (found.length === 0 || event.ctrlKey || event.metaKey) return false;
    const actions: { [key: string]: () => void } = {
      ArrowDown: () => setAt((at + 1) % found.length),
      ArrowUp: () => setAt((at + found.length - 1) % found.length),
      Enter: () => pick(found[at]),
      Tab: () => pick(found[at]),
      Escape: close,
    };
    const action = actions[event.key];
    if (!action) return false;
    event.preventDefault();
    event.stopPropagation();
    action();
    return true;
  };
  return { found, at, look, close, pick, keys };
}
