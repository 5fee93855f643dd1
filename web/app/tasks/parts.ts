// Dividing a fan-out: the parts of a total, and the baselines that a multiple counts from. The rules are those of agenda/division.go.
import type { Assignment, Part, Target, Task } from '../state';
import { targetOfTask } from './fate';
import { readNumber } from './targetForm';

/** Numbers as they are being typed, by unit. */
export type PartsForm = ReadonlyMap<string, string>;

const roundings = 1e-6;

/** isTotal says whether an assignment has a total that several units share. */
export function isTotal({ target, tasks }: Pick<Assignment, 'target' | 'tasks'>): boolean {
  return target.kind === 'total' && tasks.length > 1;
}

/** divided says whether the units have parts of a total. */
export function divided(assignment: Assignment): boolean {
  return assignment.target.kind === 'total' && assignment.tasks.every((task) => targetOfTask(assignment, task).kind === 'number');
}

const written = (value: number) => String(Number(value.toFixed(6))).replace('.', ',');

/** partsForm are the numbers that the tasks have, to be changed. */
export function partsForm(tasks: readonly Task[], of: (task: Task) => number | undefined): PartsForm {
  return new Map(tasks.map((task) => [task.unit, of(task) === undefined ? '' : written(of(task) ?? 0)]));
}

/** equally shares a total out: whole numbers stay whole, and what is over goes to the first units, one each. */
export function equally(total: number, units: readonly string[]): PartsForm {
  const whole = Number.isInteger(total);
  const least = whole ? Math.floor(total / units.length) : Math.floor((total / units.length) * 100) / 100;
  const step = whole ? 1 : 0.01;
  const over = Math.round((total - least * units.length) / step);
  return new Map(units.map((unit, n) => [unit, written(least + (n < over ? step : 0))]));
}

/** Where a division stands. `left` is what is not given to anybody yet, negative when too much is. */
export interface Division {
  sum: number;
  left: number;
  /** Units without a number that can be read. */
  empty: string[];
  /** Every unit has a number and the sum is the total. */
  complete: boolean;
}

/** divisionOf counts a division that is being typed. */
export function divisionOf(form: PartsForm, total: number): Division {
  const read = [...form].map(([unit, typed]) => ({ unit, value: readNumber(typed) }));
  const empty = read.filter(({ value }) => value === null).map(({ unit }) => unit);
  const sum = read.reduce((all, { value }) => all + (value ?? 0), 0);
  const even = Math.abs(sum - total) <= roundings * Math.max(1, Math.abs(total));
  return { sum, left: even ? 0 : total - sum, empty, complete: even && empty.length === 0 };
}

/** partsOf are the numbers that can be read, in the order of the form; units without one are left out. */
export function partsOf(form: PartsForm): Part[] {
  return [...form].flatMap(([unit, typed]) => {
    const value = readNumber(typed);
    return value === null ? [] : [{ unit, value }];
  });
}

/** wrong says whether something is typed that is no number. */
export function wrong(typed: string): boolean {
  return typed.trim() !== '' && readNumber(typed) === null;
}

/** wanted is what one unit is to reach, from least to most; null where no number follows. */
export function wanted(target: Target, base: number | undefined): { least: number; most: number } | null {
  const value = target.value ?? 0;
  if (target.kind === 'number') return { least: value, most: value };
  if (target.kind === 'multiple' && base !== undefined) return { least: value * base, most: Math.max(value, target.max ?? 0) * base };
  return null;
}
