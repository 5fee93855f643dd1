import { countdown, leftOf, overMinutes } from '../agenda/timing';
import type { Item, Meeting, Status } from '../state';

/** What of a meeting its window's title says. */
export interface Titled {
  readonly title: string;
  readonly status: Status;
  readonly current: Meeting['current'];
  readonly items: readonly Item[];
}

/** Words is the part of i18next's t that pageTitle needs. */
type Words = (key: 'agenda.left' | 'agenda.over' | 'meeting.onItem' | 'app.name', values?: Record<string, string | number>) => string;

/**
 * pageTitle is the title of the window, for who works in another one meanwhile: what is left of the item that runs and its number before the meeting's name, as
 * in "● 02:14 còn lại – Mục 3 – Giao ban". `now` is the server's time in milliseconds.
 */
export function pageTitle(meeting: Titled, now: number, words: Words): string {
  const at = meeting.status === 'running' ? meeting.items.findIndex((item) => item.id === meeting.current) : -1;
  const item = meeting.items[at];
  if (!item) return `${meeting.title} – ${words('app.name')}`;
  const left = leftOf(item, now);
  const clock = left < 0 ? words('agenda.over', { minutes: overMinutes(left) }) : words('agenda.left', { time: countdown(left).padStart(5, '0') });
  const parts = [words('meeting.onItem', { number: at + 1 }), meeting.title];
  return `● ${[...(item.minutes > 0 ? [clock] : []), ...parts].join(' – ')}`;
}
