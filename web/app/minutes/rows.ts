import type { Entry } from '../outbox';
import { lineOf } from '../outbox';
import type { Item, Line, Meeting } from '../state';

/** Where one's own change of a line stands. Lines of others have no such state. */
export type LineState = 'sending' | 'queued' | 'conflict' | null;

/** One group of the minutes: an item with its lines. `item` is null for lines outside the agenda. */
export interface Group {
  item: Item | null;
  number: number;
  lines: Line[];
  /** 0 in the minutes themselves, n in the n-th supplement. */
  part: number;
}

/** groupLines puts lines under their items, in the order of the agenda, those of supplementary minutes after the others; items without lines are left out, except the current one. */
export function groupLines(meeting: Pick<Meeting, 'items' | 'lines' | 'current' | 'supplements'>, removing: readonly string[]): Group[] {
  const parts = [0, ...(meeting.supplements ?? []).map((one) => one.part)];
  return parts.flatMap((part) => groupsOf(meeting, meeting.lines.filter((line) => !line.removed && (line.part ?? 0) === part && !removing.includes(line.id)), part));
}

function groupsOf(meeting: Pick<Meeting, 'items' | 'current'>, shown: Line[], part: number): Group[] {
  const known = new Set(meeting.items.map((item) => item.id));
  const general = shown.filter((line) => !known.has(line.item));
  const groups: Group[] = meeting.items.map((item, n) => ({ item, number: n + 1, lines: shown.filter((line) => line.item === item.id), part }));
  const kept = groups.filter((group) => group.lines.length > 0 || (part === 0 && group.item?.id === meeting.current));
  return general.length > 0 ? [{ item: null, number: 0, lines: general, part }, ...kept] : kept;
}

/** lineStates says which lines have own changes on their way. */
export function lineStates(entries: readonly Entry[], connected: boolean): ReadonlyMap<string, LineState> {
  const states = new Map<string, LineState>();
  for (const entry of entries) {
    const line = lineOf(entry.command);
    if (!line || states.get(line) === 'conflict') continue;
    states.set(line, entry.refusal ? 'conflict' : connected ? 'sending' : 'queued');
  }
  return states;
}

/** refusedLines are the refused changes of lines, for the person to decide. */
export function refusedLines(entries: readonly Entry[]): Entry[] {
  return entries.filter((entry) => entry.refusal && lineOf(entry.command));
}
