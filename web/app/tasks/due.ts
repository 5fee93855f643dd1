import { CalendarDate, getDayOfWeek, parseDate } from '@internationalized/date';
import type { Due } from '../state';

const offset = '+07:00';
const dayLength = 86_400_000;
const vietnam = 7 * 60 * 60 * 1_000;

/** dueOf is the due date whose last day is `date` ("2026-12-05"): it is too late from the first instant of the next day in Việt Nam. */
export function dueOf(date: string, words: string): Due {
  const next = parseDate(date).add({ days: 1 });
  const until = new Date(`${next.toString()}T00:00:00${offset}`).toISOString();
  return words.trim() ? { until, words: words.trim() } : { until };
}

/** lastDay is the last day on which the thing may still be done, as "2026-12-05". */
export function lastDay(due: Due): string {
  return new Date(Date.parse(due.until) - 1 + vietnam).toISOString().slice(0, 10);
}

/** shortDay writes a date as 05/12/2026. */
export function shortDay(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year}`;
}

/** weekday is 0 for Sunday to 6 for Saturday. */
export function weekday(date: string): number {
  return getDayOfWeek(parseDate(date), 'en-US');
}

/** today is the day it is in Việt Nam. */
export function today(now: number): string {
  return new Date(now + vietnam).toISOString().slice(0, 10);
}

/** What is odd about a date: on a weekend, or before today. */
export function oddities(date: string, now: number): { weekend: boolean; past: boolean } {
  const day = weekday(date);
  return { weekend: day === 0 || day === 6, past: date < today(now) };
}

/** daysLeft counts the days from today to the last day; negative when it is over. */
export function daysLeft(due: Due, now: number): number {
  return Math.round((Date.parse(`${lastDay(due)}T00:00:00Z`) - Date.parse(`${today(now)}T00:00:00Z`)) / dayLength);
}

/** isDate says whether a text is a date of the calendar. */
export function isDate(text: string): boolean {
  try {
    return parseDate(text) instanceof CalendarDate;
  } catch {
    return false;
  }
}
