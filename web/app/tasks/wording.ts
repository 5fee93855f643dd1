import i18next from 'i18next';
import type { Due, Target } from '../state';
import { wanted } from './parts';
import { lastDay, shortDay, weekday } from './due';

const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 2 });

/** targetWords says a target as people do: "43 cụm", "tăng 3–5 lần"; nothing when there is none. */
export function targetWords(target: Target): string {
  const value = number.format(target.value ?? 0);
  switch (target.kind) {
    case 'number':
      return [value, target.unit].filter(Boolean).join(' ');
    case 'total':
      return [i18next.t('tasks.totalOf', { value }), target.unit].filter(Boolean).join(' ');
    case 'multiple': {
      const range = target.max && target.max !== target.value ? `${value}–${number.format(target.max)}` : value;
      return i18next.t('tasks.times', { range, unit: target.unit ?? '' }).trim();
    }
    case 'yesno':
      return i18next.t('tasks.targets.yesno');
    case 'text':
      return target.text ?? '';
    default:
      return '';
  }
}

/** numberWords writes a number as Vietnamese do: 1.234,5. */
export function numberWords(value: number): string {
  return number.format(value);
}

/** rangeWords is a number, or from least to most: "12–20". */
export function rangeWords({ least, most }: { least: number; most: number }): string {
  return least === most ? number.format(least) : `${number.format(least)}–${number.format(most)}`;
}

/** wantedWords says what one unit is to reach, with the number that a multiple counts from: "3–5 lần sự kiện của 4 = 12–20". */
export function wantedWords(target: Target, base: number | undefined): string {
  const reached = wanted(target, base);
  if (target.kind !== 'multiple' || !reached || base === undefined) return targetWords(target);
  if (base === 0) return i18next.t('tasks.ofZero', { target: targetWords(target) });
  return i18next.t('tasks.ofBase', { target: targetWords(target), base: number.format(base), reached: rangeWords(reached) });
}

/** dayWords is a date with its weekday: "T6, 04/12/2026". */
export function dayWords(date: string): string {
  return `${i18next.t(`tasks.weekdays.${weekday(date) as 0 | 1 | 2 | 3 | 4 | 5 | 6}`)}, ${shortDay(date)}`;
}

/** dueWords says a due date: the words that were said, and the last day. */
export function dueWords(due: Due): string {
  const day = i18next.t('tasks.until', { day: dayWords(lastDay(due)) });
  return due.words ? `${due.words} (${day})` : day;
}
