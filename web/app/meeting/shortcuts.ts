/** What a key does. */
export type Action = 'microphone' | 'camera' | 'hand' | 'talk' | 'region' | 'bar' | 'help';

/** One line of the catalogue. `keys` as shown; Space is held, the others are pressed. */
export interface Shortcut {
  action: Action;
  keys: readonly string[];
}

/**
 * The catalogue; the help window is drawn from it. Ctrl+Shift with a letter and Alt+Z belong to Vietnamese input methods and are left alone; single
 * letters are not used at all (WCAG 2.2, 2.1.4).
 */
export const shortcuts: readonly Shortcut[] = [
  { action: 'microphone', keys: ['Ctrl', 'D'] },
  { action: 'camera', keys: ['Ctrl', 'E'] },
  { action: 'talk', keys: ['Space'] },
  { action: 'hand', keys: ['Alt', 'H'] },
  { action: 'region', keys: ['F6'] },
  { action: 'bar', keys: ['F2'] },
  { action: 'help', keys: ['Ctrl', '/'] },
];

/** The part of a keyboard event that matters. */
export interface Key {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  isComposing: boolean;
}

/** actionOf is what a key asks for, or null. While an input method composes a letter no key is ours. */
export function actionOf(event: Key): Action | null {
  if (event.isComposing || event.shiftKey) return null;
  const control = (event.ctrlKey || event.metaKey) && !event.altKey;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (control && event.code === 'KeyD') return 'microphone';
  if (control && event.code === 'KeyE') return 'camera';
  if (control && (event.key === '/' || event.code === 'Slash')) return 'help';
  if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === 'KeyH') return 'hand';
  if (plain && event.key === 'F6') return 'region';
  if (plain && event.key === 'F2') return 'bar';
  return plain && event.code === 'Space' ? 'talk' : null;
}
