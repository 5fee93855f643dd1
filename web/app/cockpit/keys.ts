import type { Key } from '../meeting/shortcuts';

/** What the six keys of the chair's page do. */
export type CockpitAction = 'nextItem' | 'nextSpeaker' | 'pause' | 'conclusion' | 'muteAll' | 'escape';

/**
 * The six keys in the order of the page. Alt with a digit collides neither with Vietnamese input methods (Alt+Z, Ctrl+Shift) nor with the browser's function keys, and works while
 * the conclusion is being typed.
 */
export const cockpitKeys: readonly { action: CockpitAction; keys: readonly string[] }[] = [
  { action: 'nextItem', keys: ['Alt', '1'] },
  { action: 'nextSpeaker', keys: ['Alt', '2'] },
  { action: 'pause', keys: ['Alt', '3'] },
  { action: 'conclusion', keys: ['Alt', '4'] },
  { action: 'muteAll', keys: ['Alt', '5'] },
  { action: 'escape', keys: ['Esc'] },
];

/** cockpitActionOf is what a key asks for, or null. While an input method composes a letter no key is ours. */
export function cockpitActionOf(event: Key): CockpitAction | null {
  if (event.isComposing || event.shiftKey || event.ctrlKey || event.metaKey) return null;
  if (!event.altKey) return event.key === 'Escape' ? 'escape' : null;
  const digit = /^(?:Digit|Numpad)([1-5])$/u.exec(event.code)?.[1];
  return digit ? (cockpitKeys[Number(digit) - 1]?.action ?? null) : null;
}
