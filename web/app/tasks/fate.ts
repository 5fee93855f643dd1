import type { Assignment, Due, Line, Meeting, Target, Task } from '../state';

/** What became of a conclusion: nothing yet, no task on purpose, or tasks with the marks of what is missing. */
export type Fate =
  | { kind: 'open' }
  | { kind: 'settled'; reason: string }
  | { kind: 'assigned'; units: number; assignments: Assignment[]; undated: boolean; unmeasured: boolean };

/** standing are the assignments that were not withdrawn, of one line or of all. */
export function standing(meeting: Pick<Meeting, 'assignments'>, line?: string): Assignment[] {
  return meeting.assignments.filter((one) => !one.removed && (line === undefined || one.line === line));
}

/** dueOfTask is the date that holds for a unit's task, null when there is none. */
export function dueOfTask(assignment: Assignment, task: Task): Due | null {
  return task.due ?? assignment.due;
}

/** targetOfTask is the target that holds for a unit's task. */
export function targetOfTask(assignment: Assignment, task: Task): Target {
  return task.target ?? assignment.target;
}

/** fateOf says what became of a conclusion or task line. */
export function fateOf(line: Line, meeting: Pick<Meeting, 'assignments'>): Fate {
  const assignments = standing(meeting, line.id);
  if (assignments.length > 0) {
    const tasks = assignments.flatMap((one) => one.tasks.map((task) => ({ due: dueOfTask(one, task), target: targetOfTask(one, task), unit: task.unit })));
    return {
      kind: 'assigned',
      units: new Set(tasks.map((task) => task.unit)).size,
      assignments,
      undated: tasks.some((task) => task.due === null),
      unmeasured: tasks.some((task) => task.target.kind === 'none'),
    };
  }
  return line.settled ? { kind: 'settled', reason: line.settled } : { kind: 'open' };
}

/** directive says whether tasks may come from a line. */
export function directive(line: Line): boolean {
  return !line.removed && !line.internal && (line.kind === 'conclusion' || line.kind === 'task');
}

/** One unit's task with what it says. */
export interface UnitTask {
  id: string;
  unit: string;
  line: Line | undefined;
  assignment: Assignment;
  due: Due | null;
  target: Target;
  /** What a multiple counts from; undefined while it is not known. */
  base: number | undefined;
}

/** unitTasks lists every task of the meeting, in the order of the lines. */
export function unitTasks(meeting: Pick<Meeting, 'assignments' | 'lines'>): UnitTask[] {
  const order = new Map(meeting.lines.map((line, n) => [line.id, { line, n }]));
  return standing(meeting)
    .toSorted((one, other) => (order.get(one.line)?.n ?? 0) - (order.get(other.line)?.n ?? 0))
    .flatMap((assignment) =>
      assignment.tasks.map((task) => ({
        id: task.id,
        unit: task.unit,
        line: order.get(assignment.line)?.line,
        assignment,
        due: dueOfTask(assignment, task),
        target: targetOfTask(assignment, task),
        base: task.base,
      })),
    );
}
