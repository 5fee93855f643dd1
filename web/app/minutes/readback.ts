import { isConfirmed } from '../check';
import type { Item, Line, Meeting } from '../state';

/** How a conclusion stands after reading back: not read yet, changed since the chair confirmed it, confirmed as it reads now. */
export type Reading = 'unread' | 'again' | 'confirmed';

/** readingOf says how a conclusion stands. */
export function readingOf(line: Line): Reading {
  if (isConfirmed(line)) return 'confirmed';
  return line.confirmed ? 'again' : 'unread';
}

/** conclusionsOf are the conclusions of an item that stand, in the order of writing. */
export function conclusionsOf(meeting: Pick<Meeting, 'lines'>, item: string): Line[] {
  return meeting.lines.filter((line) => line.item === item && line.kind === 'conclusion' && !line.removed);
}

/** What everybody has on the screen. */
export interface Readback {
  item: Item;
  number: number;
  lines: Line[];
  confirmed: number;
}

/** readbackOf is what is being read back; null when nothing is, or nothing that this seat may see. */
export function readbackOf(meeting: Pick<Meeting, 'readback' | 'items' | 'lines' | 'status'>): Readback | null {
  const at = meeting.items.findIndex((item) => item.id === meeting.readback);
  const item = meeting.items[at];
  if (!item || meeting.status !== 'running') return null;
  const lines = conclusionsOf(meeting, item.id);
  return { item, number: at + 1, lines, confirmed: lines.filter((line) => readingOf(line) === 'confirmed').length };
}
