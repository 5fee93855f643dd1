// What is prepared before a meeting: papers handed in as files, answers to the invitation, figures. The same JSON as in package agenda (submission.go, invitation.go,
// figure.go). Types, and what follows from the folded state.
import type { Meeting } from './state';
import type { ItemDraft, Template, Text, Time } from './wire';

/** The bytes of a paper by their SHA-256. */
export interface FileRef {
  readonly hash: string;
  readonly name: string;
  readonly type: 'pdf' | 'docx' | 'xlsx' | 'pptx' | 'png' | 'jpeg';
  readonly size: number;
}

/** A paper handed in as a file. Others than staff and its unit have it once it is approved. */
export interface Submission {
  readonly id: string;
  readonly item: string;
  readonly unit: string;
  readonly seat: string;
  readonly title: string;
  readonly file: FileRef;
  readonly state: 'submitted' | 'approved' | 'returned' | 'withdrawn';
  readonly reason?: string;
  readonly at: Time;
  readonly internal?: boolean;
}

/** What a unit answers to the invitation. */
export type ReplyKind = 'attend' | 'absent' | 'substitute';

/** A unit's last answer. */
export interface Reply {
  readonly unit: string;
  readonly answer: ReplyKind;
  readonly reason: Text;
  readonly name: Text;
  readonly post: Text;
  readonly by: string;
  readonly at: Time;
}

/** What a figure is filled with, and how the units' numbers make one. */
export type FigureKind = 'number' | 'percent' | 'text';
export type RollKind = 'sum' | 'mean' | 'none';

/** What every unit files. */
export interface Figure {
  readonly id: string;
  readonly name: string;
  readonly measure: string;
  readonly kind: FigureKind;
  readonly roll: RollKind;
  readonly filed: Filed[];
}

/** What one unit filed; `unknown` ("chưa nắm") is an answer and not the number 0. */
export interface Filed {
  readonly unit: string;
  readonly unknown?: boolean;
  readonly number: number;
  readonly text: Text;
  readonly by: string;
  readonly at: Time;
}

/** An item, or a conclusion, of an earlier meeting. */
export interface Origin {
  readonly meeting: string;
  readonly item?: string;
  readonly line?: string;
}

/** How the conclusions of earlier meetings stood when the agenda was published. `units` are those with tasks, overdue first; a unit has its own row only. */
export interface Progress {
  readonly meetings: string[];
  readonly given: number;
  readonly overdue: number;
  readonly undated: number;
  readonly units: { readonly unit: string; readonly given: number; readonly overdue: number }[];
  readonly at: Time;
}

/** A stretch of days off, both ends included; dates are "2026-02-17". */
export interface Off {
  readonly from: string;
  readonly to: string;
  readonly vi: string;
  readonly en: string;
  readonly unconfirmed?: boolean;
}

/** A Saturday or Sunday that is worked for another day. */
export interface MakeUp {
  readonly day: string;
  readonly for: string;
}

/** A year of holidays and make-up days that administrators entered; dates are "2027-05-04". */
export interface CalendarYear {
  readonly year: number;
  readonly source: string;
  readonly off: Off[];
  readonly work: MakeUp[];
}

type Handed = Pick<Submission, 'unit' | 'seat' | 'title' | 'file' | 'internal'> & { paper: string; item?: string };

/** The events of this file by their names. */
export interface PrepareEvents {
  'paper.submitted': Handed & { no_secret: boolean };
  'paper.approved': Handed;
  'paper.returned': { paper: string; unit: string; reason: string };
  'paper.withdrawn': { paper: string; unit: string; public?: boolean; internal?: boolean };
  'invitation.answered': { unit: string; answer: ReplyKind; reason: Text; name: Text; post: Text };
  'figure.defined': { figure: string; name: string; measure: string; kind: FigureKind; roll: RollKind };
  'figure.removed': { figure: string };
  'template.saved': { template: Template };
  'template.removed': { template: string };
  'calendar.saved': { year: CalendarYear };
  'calendar.restored': { year: number };
  'item.carried': { item: string; from: Origin; recurring?: boolean; internal?: boolean };
  'item.recurred': { item: string; recurring: boolean; internal?: boolean };
  'conclusion.recurred': { line: string; recurring: boolean; internal?: boolean };
  'progress.noted': Omit<Progress, 'at'>;
  'figure.filed': { unit: string; values: { figure: string; unknown?: boolean; number?: number; text: Text }[] };
}

/** One figure as a unit files it: exactly one of number, text and unknown. */
export interface FigureValue {
  figure: string;
  unknown?: boolean;
  number?: number;
  text?: string;
}

/** The commands of this file by their names. A file is handed in by REST. */
export interface PrepareCommands {
  'paper.approve': { paper: string; hash: string };
  'paper.return': { paper: string; hash: string; reason: string };
  'paper.withdraw': { paper: string };
  'invitation.answer': { unit?: string; answer: ReplyKind; reason?: string; name?: string; post?: string };
  'figure.define': { figure: string; name: string; measure: string; kind: FigureKind; roll: RollKind };
  'figure.remove': { figure: string };
  'figure.file': { unit?: string; values: FigureValue[] };
  'item.carry': { before?: string; items: (ItemDraft & { item: string; from: Origin; recurring?: boolean })[] };
  'item.recur': { item: string; recurring: boolean };
  'conclusion.recur': { line: string; recurring: boolean };
}

/** The written limits (agenda/limits.go). */
export const mostFigures = 12;
export const mostFileBytes = 25 * 1024 * 1024;

/** One figure over all units. `filed` counts "chưa nắm" too; `value` is null where there is none. */
export interface Rollup {
  units: number;
  filed: number;
  unknown: number;
  value: number | null;
}

/** rollup is agenda.Figure.Rollup: the units' numbers in the meeting's order. */
export function rollup(figure: Figure, meeting: Pick<Meeting, 'units'>): Rollup {
  const filed = meeting.units.flatMap((unit) => figure.filed.find((one) => one.unit === unit.id) ?? []);
  const known = filed.filter((one) => !one.unknown);
  const counts = { units: meeting.units.length, filed: filed.length, unknown: filed.length - known.length };
  if (known.length === 0 || figure.roll === 'none') return { ...counts, value: null };
  const sum = known.reduce((total, one) => total + one.number, 0);
  return { ...counts, value: figure.roll === 'mean' ? sum / known.length : sum };
}

/** papersOf are the papers that stand, of one item or, with an empty id, of the whole meeting and of items that are gone. */
export function papersOf(meeting: Pick<Meeting, 'submissions' | 'items'>, item: string): Submission[] {
  const standing = (meeting.submissions ?? []).filter((one) => one.state !== 'withdrawn');
  if (item !== '') return standing.filter((one) => one.item === item);
  return standing.filter((one) => !meeting.items.some((row) => row.id === one.item));
}
