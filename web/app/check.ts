// The "6 rõ" check: is it clear who, what, by when, who answers for it, what comes out and by whose word. The same as agenda.Check in Go; both are held against
// agenda/testdata/journals/*.check.json.
import type { Assignment, Field, FindingCode, Line, Meeting, Task, Waiver } from './state';
import { words } from './wire';

/** One thing that is not clear in a conclusion, or a shortcoming that nothing follows from. `waived` says why it may stay. */
export interface Finding {
  line: string;
  item: string;
  /** Of the line; 0 when it never was a conclusion. */
  number: number;
  field: Field;
  code: FindingCode;
  waived?: Waiver;
}

/** What follows from a conclusion: nothing yet, tasks, or no task with a reason. */
export type Fate = 'open' | 'tasks' | 'settled';

/** isConfirmed says whether the chair confirmed the conclusion as it reads now. */
export function isConfirmed(line: Line): boolean {
  return line.kind === 'conclusion' && !line.removed && line.confirmed?.revision === line.revision;
}

/** fateOf is what follows from a conclusion, as far as this seat knows. */
export function fateOf(meeting: Meeting, line: Line): Fate {
  if (meeting.assignments.some((row) => row.line === line.id && !row.removed)) return 'tasks';
  return line.settled ? 'settled' : 'open';
}

/** isWaivable says whether a reason is enough: a conclusion without a fate needs tasks or "không phát sinh nhiệm vụ". */
export function isWaivable(finding: Finding): boolean {
  return finding.code !== 'nobody';
}

/** check lists what is not clear yet, waived findings included, in the order of the minutes. Only lines that units see are checked; a unit's own fold knows too little. */
export function check(meeting: Meeting): Finding[] {
  const given = new Map<string, Assignment[]>();
  for (const row of meeting.assignments) {
    if (!row.removed) given.set(row.line, [...(given.get(row.line) ?? []), row]);
  }
  const found: Finding[] = [];
  for (const line of meeting.lines) {
    if (line.removed || line.internal) continue;
    const missing: (readonly [Field, FindingCode])[] =
      line.kind === 'conclusion' ? unclear(meeting, line, given.get(line.id) ?? []) : line.kind === 'shortcoming' ? [['shortcoming', 'open']] : [];
    for (const [field, code] of missing) {
      const waived = line.waivers?.find((waiver) => waiver.field === field && waiver.code === code);
      found.push({ line: line.id, item: line.item, number: line.number, field, code, ...(waived ? { waived } : {}) });
    }
  }
  return found;
}

/** unclear is what is missing in a conclusion, field by field. One that makes no task is clear but for its words and its authority. */
function unclear(meeting: Meeting, line: Line, given: Assignment[]): (readonly [Field, FindingCode])[] {
  const nobody = given.length === 0 && !line.settled;
  const text = words(line.text);
  const divisions = given.map(division);
  const alone = given.length > 0 && given.every((row) => row.supporting.length === 0);
  const author = meeting.seats.find((seat) => seat.id === line.author);
  const rows: [Field, FindingCode, boolean][] = [
    ['person', 'nobody', nobody],
    ['person', 'everybody', given.some((row) => row.scope.kind === 'all' || row.scope.kind === 'except')],
    ['work', 'short', text.split(/[ \n\t]+/).filter(Boolean).length < 3],
    ['time', 'missing', nobody || given.some((row) => row.tasks.some((task) => !task.due && !row.due))],
    ['duty', 'nobody', nobody],
    ['duty', 'undivided', divisions.includes('undivided')],
    ['duty', 'sum', divisions.includes('sum')],
    ['duty', 'partner', alone && text.toLowerCase().includes('phối hợp')],
    ['product', 'missing', nobody || given.some((row) => !row.product && row.tasks.some((task) => targetOf(row, task).kind === 'none'))],
    ['authority', 'unknown', !words(line.person) && !isConfirmed(line) && author?.role !== 'chair'],
  ];
  return rows.filter(([, , is]) => is).map(([field, code]) => [field, code] as const);
}

/** targetOf is the target that holds for one unit's task. */
export function targetOf(assignment: Assignment, task: Task): Assignment['target'] {
  return task.target ?? assignment.target;
}

/** division says what is wrong with a total for several units: nobody has a part of it, or the parts do not make it (to a millionth). */
export function division(assignment: Assignment): 'undivided' | 'sum' | '' {
  const { target, tasks } = assignment;
  if (target.kind !== 'total' || tasks.length < 2) return '';
  const parts = tasks.flatMap((task) => (task.target?.kind === 'number' ? [task.target.value ?? 0] : []));
  if (parts.length === 0) return 'undivided';
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.length < tasks.length || Math.abs(sum - (target.value ?? 0)) >= 1e-6 ? 'sum' : '';
}
