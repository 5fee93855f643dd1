import type { Figure, FigureValue, Filed } from '../prepare';
import { readNumber } from '../tasks/targetForm';
import { words } from '../wire';

/** What stands in the field of one figure. */
export interface Typed {
  value: string;
  unknown: boolean;
}

/** readFigure reads a number as readNumber does, and also a negative one: growth may be below zero. Null when it is none. */
export function readFigure(typed: string): number | null {
  const plain = typed.trim().replace(/^[−–]/u, '-');
  const value = readNumber(plain.replace(/^-/u, ''));
  return value === null ? null : plain.startsWith('-') ? -value : value;
}

/** showNumber writes a number as Vietnamese (or English) read it, with at most two decimals. */
export function showNumber(value: number, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 2 }).format(value);
}

/** showFiled is what a unit filed, in words; nothing when it filed nothing. */
export function showFiled(figure: Pick<Figure, 'kind'>, filed: Filed | undefined, unknown: string, language: string): string {
  if (!filed) return '';
  if (filed.unknown) return unknown;
  return figure.kind === 'text' ? words(filed.text) : showNumber(filed.number, language);
}

/** typedOf is what stands in the field when a unit comes back to it. */
export function typedOf(figure: Pick<Figure, 'kind'>, filed: Filed | undefined): Typed {
  if (!filed || filed.unknown) return { value: '', unknown: filed?.unknown ?? false };
  return { value: figure.kind === 'text' ? words(filed.text) : String(filed.number).replace('.', ','), unknown: false };
}

/** readTyped is what to file; null when the field is empty ("not yet") and 'bad' when it is no number. */
export function readTyped(figure: Pick<Figure, 'id' | 'kind'>, { value, unknown }: Typed): FigureValue | 'bad' | null {
  if (unknown) return { figure: figure.id, unknown: true };
  if (value.trim() === '') return null;
  if (figure.kind === 'text') return { figure: figure.id, text: value.trim() };
  const number = readFigure(value);
  return number === null ? 'bad' : { figure: figure.id, number };
}
