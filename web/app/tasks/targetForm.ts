import type { Target } from '../state';

/** A target as it is being typed. */
export interface TargetForm {
  kind: Target['kind'];
  value: string;
  max: string;
  unit: string;
  text: string;
}

/** targetForm is a target to be changed. */
export function targetForm(target: Target): TargetForm {
  const text = (n: number | undefined) => (n ? String(n).replace('.', ',') : '');
  return { kind: target.kind, value: text(target.value), max: text(target.max), unit: target.unit ?? '', text: target.text ?? '' };
}

/** readNumber reads a number as Vietnamese write it: 1.234,5. Null when it is not one, or negative. */
export function readNumber(typed: string): number | null {
  const plain = typed.trim().replaceAll(' ', '');
  if (!/^(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/u.test(plain)) return null;
  const value = Number(plain.replaceAll('.', '').replace(',', '.'));
  return Number.isFinite(value) && value <= 1e12 ? value : null;
}

/** readTarget is the target that a form says, or null when it is not complete. */
export function readTarget({ kind, value, max, unit, text }: TargetForm): Target | null {
  const named = unit.trim() ? { unit: unit.trim() } : {};
  const least = readNumber(value);
  switch (kind) {
    case 'number':
    case 'total':
      return least === null ? null : { kind, value: least, ...named };
    case 'multiple': {
      const most = max.trim() === '' ? 0 : readNumber(max);
      if (!least || most === null || (most !== 0 && most < least)) return null;
      return { kind, value: least, ...(most ? { max: most } : {}), ...named };
    }
    case 'text':
      return text.trim() ? { kind, text: text.trim() } : null;
    default:
      return { kind };
  }
}
