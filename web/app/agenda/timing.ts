import type { Item, Meeting } from '../state';

const minute = 60_000;

/** The three lights of a countdown: enough time, the last fifth, over. */
export type Lamp = 'calm' | 'soon' | 'over';

/** spentOn is how long an item has run by now, milliseconds, all its runs together. */
export function spentOn(item: Item, now: number): number {
  return item.spent_ms + (item.started_at === null ? 0 : Math.max(0, now - Date.parse(item.started_at)));
}

/** leftOf is what is left of an item's plan, milliseconds; negative when it is over time. */
export function leftOf(item: Item, now: number): number {
  return item.minutes * minute - spentOn(item, now);
}

/** lampOf turns amber in the last 20 % of the plan and red when it is used up. An item without a plan stays calm. */
export function lampOf(item: Item, now: number): Lamp {
  if (item.minutes === 0) return 'calm';
  const left = leftOf(item, now);
  if (left < 0) return 'over';
  return left <= item.minutes * minute * 0.2 ? 'soon' : 'calm';
}

/** overMinutes is by how many whole minutes, begun ones included, an item is over its plan. */
export function overMinutes(left: number): number {
  return left < 0 ? Math.ceil(-left / minute) : 0;
}

/** span writes milliseconds as m:ss, from an hour on as h:mm:ss. */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** countdown is span rounded up, so that a clock of 8 minutes begins with 8:00 and ends with 0:00. */
export function countdown(left: number): string {
  return span(Math.ceil(Math.max(0, left) / 1_000) * 1_000);
}

/** Where the whole meeting stands: minutes late (negative: ahead) and the expected end. */
export interface Course {
  lateMinutes: number;
  endsAt: number;
}

// A meeting that opens more than half a day from its hour is a rehearsal or was moved; then the opening counts, not the hour.
const believable = 12 * 60 * minute;

/**
 * courseOf compares the expected end (now, what is left of the current item, what is planned after it) with the plan as it was published: minutes that the chair
 * added and items that came later make the meeting late. Null unless the meeting runs.
 */
export function courseOf(meeting: Meeting, now: number): Course | null {
  if (meeting.status !== 'running' || meeting.opened_at === null || meeting.items.length === 0) return null;
  const opened = Date.parse(meeting.opened_at);
  const hour = Date.parse(meeting.starts_at);
  const begin = Math.abs(opened - hour) < believable ? hour : opened;
  let planned = 0;
  let left = 0;
  for (const item of meeting.items) {
    if (!item.late) planned += (item.minutes - item.extended) * minute;
    if (item.state === 'running') left += Math.max(0, leftOf(item, now));
    else if (item.state === 'planned') left += item.minutes * minute;
  }
  const endsAt = now + left;
  return { lateMinutes: Math.round((endsAt - begin - planned) / minute), endsAt };
}

/** nextItem is the first planned item after the current one, or the first planned one. */
export function nextItem(meeting: Meeting): Item | undefined {
  const at = meeting.items.findIndex((item) => item.id === meeting.current);
  return meeting.items.slice(at + 1).find((item) => item.state === 'planned') ?? meeting.items.find((item) => item.state === 'planned');
}
