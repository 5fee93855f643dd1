import i18next from 'i18next';
import type { Due, Target } from '../state';
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

/** dayWords is a date with its weekday: "T6, 04/12/2026". */
export function dayWords(date: string): string {
  return `${i18next.t(`tasks.weekdays.${weekday(date) as 0 | 1 | 2 | 3 | 4 | 5 | 6}`)}, ${shortDay(date)}`;
}

/** dueWords says a due date: the words that were said, and the last day. */
export function dueWords(due: Due): string {
  const day = i18next.t('tasks.until', { day: dayWords(lastDay(due)) });
  return due.words ? `${due.words} (${day})` : day;
}
