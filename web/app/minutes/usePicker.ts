import { useState, type KeyboardEvent } from 'react';
import type { Choice } from '../ui/ChoiceItem';
import { matching, mentionAt, type Mention, type Sign } from './compose';

/** What each sign offers; a sign without choices is text. */
export type Offered = { readonly [S in Sign]: readonly Choice[] };

/** The sign that is being typed and what it finds. */
export interface Picking {
  found: readonly Choice[];
  sign: Sign;
  /** Which of them Enter takes. */
  at: number;
  /** Looks at the text and the cursor again. */
  look: (element: HTMLTextAreaElement) => void;
  close: () => void;
  pick: (choice: Choice | undefined) => void;
  /** Handles the keys of the list; true when the key was one of them. */
  keys: (event: KeyboardEvent) => boolean;
}

/** usePicker lets units, groups and text modules be called by a sign while the focus stays in the text. `onPick` gets the choice and the mention to take out of the text. */
export function usePicker(offered: Offered, onPick: (choice: Choice, mention: Mention) => void): Picking {
  const [mention, setMention] = useState<Mention | null>(null);
  const [at, setAt] = useState(0);
  const found = mention ? matching(offered[mention.sign], mention.query, mention.sign === '/' ? 20 : 6) : [];
  const close = () => setMention(null);
  const look = (element: HTMLTextAreaElement) => {
    const next = element.selectionStart === element.selectionEnd ? mentionAt(element.value, element.selectionStart) : null;
    if (next?.query !== mention?.query || next?.sign !== mention?.sign) setAt(0);
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
  return { found, sign: mention?.sign ?? '@', at, look, close, pick, keys };
}
