import type { LineKind } from '../wire';
import type { Tone } from '../ui/Chip';

/** numberMark is a conclusion's number in a circle: ① to ⑳, ㉑ to ㊿ (Unicode), then (51). */
export function numberMark(number: number): string {
  if (number >= 1 && number <= 20) return String.fromCodePoint(0x2460 + number - 1);
  if (number >= 21 && number <= 35) return String.fromCodePoint(0x3251 + number - 21);
  if (number >= 36 && number <= 50) return String.fromCodePoint(0x32b1 + number - 36);
  return `(${number})`;
}

/** kindTone is the colour of a kind's badge. */
export const kindTone: { readonly [K in LineKind]: Tone } = { fact: 'plain', opinion: 'plain', shortcoming: 'warn', conclusion: 'ok', task: 'task', note: 'plain' };
