import { check, isConfirmed } from '../check';
import type { Comment, Meeting } from '../state';
import type { Time } from '../wire';

/** What still stands between submitted minutes and the signature; each is a count. */
export interface Gate {
  comments: number;
  unconfirmed: number;
  unclear: number;
}

/** gateOf counts what the server would refuse a signature for, as staff see it. */
export function gateOf(meeting: Meeting): Gate {
  return {
    comments: (meeting.comments ?? []).filter((comment) => !comment.answer).length,
    unconfirmed: meeting.lines.filter((line) => line.kind === 'conclusion' && !line.removed && !line.internal && !isConfirmed(line)).length,
    unclear: check(meeting).filter((finding) => !finding.waived).length,
  };
}

/** isOpen says whether nothing stands before the signature. */
export function isOpen(gate: Gate): boolean {
  return gate.comments + gate.unconfirmed + gate.unclear === 0;
}

/** isSigned says whether the minutes are sealed: lines, conclusions and tasks then stay as they are. */
export function isSigned(meeting: Pick<Meeting, 'approval'>): boolean {
  return meeting.approval?.state === 'signed';
}

/** writtenPart is which part of the minutes is written now: 0 for the minutes themselves, then the supplementary ones (agenda.Meeting.Part in Go). */
export function writtenPart({ supplements }: Pick<Meeting, 'supplements'>): number {
  return supplements?.length ?? 0;
}

/** commentsOpen says whether attending units may comment now. */
export function commentsOpen(meeting: Pick<Meeting, 'approval'>, now: number): boolean {
  const { state, comments_until: until } = meeting.approval ?? {};
  return state === 'submitted' && until !== undefined && now < Date.parse(until);
}

/** lastMinute is the last minute in which units may comment: a window until 00:00 ends at 23:59 for people. */
export function lastMinute(until: Time): Time {
  return new Date(Date.parse(until) - 60_000).toISOString();
}

/** attended says whether a unit took part: only then may it comment. */
export function attended(meeting: Pick<Meeting, 'attendance'>, unit: string): boolean {
  return meeting.attendance.some((one) => one.unit === unit);
}

/** commentsOn are the comments on a line, in the order they came. */
export function commentsOn(meeting: Pick<Meeting, 'comments'>, line: string): Comment[] {
  return (meeting.comments ?? []).filter((comment) => comment.line === line);
}
