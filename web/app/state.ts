// The folded meeting: the same JSON as agenda.Meeting in Go. Nothing here is ever written to; meeting.ts makes new states and shares what did not change.
import type { Approval, Comment, Signature } from './stateApproval';
import type { CalendarYear, Figure, Origin, Progress, Reply, Submission } from './prepare';
import type { ItemKind, LetterState, LineKind, SeatRole, Template, Text, Time } from './wire';
import type { FloorRule, Poll, Request, Tally, Vote } from './stateFloor';

export type { FloorRule, Poll, Request, Tally, Vote };
export type { Approval, Comment, Signature };

/** How far a meeting has come. Empty before its first record. */
export type Status = '' | 'draft' | 'published' | 'running' | 'closed';

/** A unit below the department, or the department itself ("host"). */
export interface Unit {
  readonly id: string;
  readonly name: string;
  /** quan, huyen, thixa, phuong, xa, dackhu, so, donvi */
  readonly level: string;
  readonly email?: string;
}

/** A saved choice of units. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly units: string[];
}

/** A document of an item, as plain text. */
export interface Paper {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** One point of the agenda. `minutes` is the plan including `extended`; `spent_ms` counts the runs that ended. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly lead: string;
  readonly presenter: string;
  readonly minutes: number;
  readonly extended: number;
  readonly internal: boolean;
  readonly late: boolean;
  readonly papers: Paper[];
  readonly state: 'planned' | 'running' | 'done';
  readonly started_at: Time | null;
  readonly spent_ms: number;
  /** What it was in an earlier meeting. Staff only. */
  readonly from?: Origin;
  /** It returns in every meeting. */
  readonly recurring?: boolean;
}

/** A seat is (unit, role): the link belongs to it, not to a person. */
export interface Seat {
  readonly id: string;
  readonly unit: string;
  readonly role: SeatRole;
  readonly name: string;
  readonly post: string;
  readonly revoked: boolean;
  readonly linked: boolean;
  /** What the seat's last check found; missing when it made none. Staff only. */
  readonly ready?: Readiness;
}

/** By which way a site's media gets through. */
export type NetworkPath = 'udp' | 'tcp' | 'relay' | 'none';

/** What a check found of a device. */
export type DeviceState = 'ok' | 'missing' | 'denied' | 'busy' | 'silent' | 'failed' | 'untested';

/** green: will do; yellow: will do with limits; red: will not. */
export type ReadyLevel = 'green' | 'yellow' | 'red';

/** The result of a site's check before the meeting. */
export interface Check {
  readonly network: NetworkPath;
  readonly camera: DeviceState;
  readonly microphone: DeviceState;
  readonly speaker: DeviceState;
  readonly level: ReadyLevel;
}

/** The result and its time. */
export interface Readiness extends Check {
  readonly at: Time;
}

/** A stranger who asked to come in. `id` is also that of the seat, once admitted. */
export interface Visitor {
  readonly id: string;
  readonly name: Text;
  readonly organisation: Text;
  readonly at: Time;
  readonly state: 'waiting' | 'admitted' | 'refused' | 'left';
  readonly reason?: string;
  readonly by?: string;
  readonly answered?: Time;
}

/** One stretch of presence; it lasts while `until` is null. */
export interface Stay {
  readonly from: Time;
  readonly until: Time | null;
}

/** One person's or device's attendance. `people` are behind the camera, at least 1. */
export interface Presence {
  readonly id: string;
  readonly seat: string;
  readonly unit: string;
  readonly name: Text;
  readonly post: Text;
  readonly people: number;
  readonly stays: Stay[];
  /** Noted by hand: in the hall, without a device and without a seat. */
  readonly hall?: boolean;
  /** The other people at the same device, by name. */
  readonly others?: { readonly name: Text; readonly post: Text }[];
  /** They came in somebody's place; `instead` is whose, when it is known. */
  readonly substitute?: boolean;
  readonly instead?: Text;
}

/** One line of the minutes. `revision` is the version that last touched it. */
export interface Line {
  readonly id: string;
  readonly item: string;
  readonly kind: LineKind;
  readonly text: Text;
  readonly unit: string;
  readonly person: Text;
  readonly at: Time;
  readonly author: string;
  readonly revision: number;
  readonly number: number;
  readonly internal: boolean;
  readonly settled: string;
  readonly removed: boolean;
  /** Who said that the conclusion makes no task, and when. */
  readonly settled_by?: string;
  readonly settled_at?: Time;
  /** The chair's last confirmation; it holds while its revision is the line's: see isConfirmed. */
  readonly confirmed?: Confirmation;
  /** It is looked at again in every meeting. */
  readonly recurring?: boolean;
  /** Why some findings of the check may stay. Staff only. */
  readonly waivers?: Waiver[];
  /** The earlier conclusion that it takes up. */
  readonly precedent?: Precedent;
  /** Missing in the minutes themselves, n in the n-th supplement. */
  readonly part?: number;
}

/** A conclusion of an earlier meeting that is given more time (`extends`) or given again for the `times`-th time (`repeats`). */
export interface Precedent {
  readonly meeting: string;
  readonly line: string;
  readonly number?: number;
  /** When the earlier meeting began. */
  readonly held: Time;
  readonly how: 'extends' | 'repeats';
  readonly times?: number;
}

/** A piece of text that is called up by "/word". */
export interface TextModule {
  readonly word: string;
  readonly title: string;
  /** What the line becomes; missing leaves it. */
  readonly kind?: LineKind;
  readonly text: string;
}

/** Supplementary minutes: `of` is the seal of what they mend. */
export interface Supplement {
  readonly part: number;
  readonly reason: string;
  readonly of: Signature;
  readonly by: string;
  readonly at: Time;
}

/** What a finding of the check is about: the six of "6 rõ", and shortcomings that nothing follows from. */
export type Field = 'person' | 'work' | 'time' | 'duty' | 'product' | 'authority' | 'shortcoming';

/** What is missing in a field. */
export type FindingCode = 'nobody' | 'everybody' | 'short' | 'missing' | 'undivided' | 'sum' | 'partner' | 'unknown' | 'open';

/** Why a finding may stay; it holds for that finding only. */
export interface Waiver {
  readonly field: Field;
  readonly code: FindingCode;
  readonly reason: string;
  readonly by: string;
  readonly at: Time;
}

/** The chair's word that a conclusion reads as it was meant. */
export interface Confirmation {
  readonly revision: number;
  readonly by: string;
  readonly at: Time;
}

/** How units were chosen. */
export interface Scope {
  readonly kind: 'all' | 'group' | 'ticked' | 'except';
  readonly group?: string;
  readonly units?: string[];
  readonly except?: string[];
  readonly reason?: string;
}

/** A date by which something must be done: `until` is the first instant that is too late, `words` as it was said. */
export interface Due {
  readonly until: Time;
  readonly words?: string;
}

/** What is to be reached: `number` by each unit, `total` by all together; `multiple` is of a baseline, `value` to `max` times. */
export interface Target {
  readonly kind: 'none' | 'number' | 'total' | 'multiple' | 'yesno' | 'text';
  readonly value?: number;
  readonly max?: number;
  readonly unit?: string;
  readonly text?: string;
}

/** One unit's part of an assignment; `due` and `target` are missing where the assignment's hold. */
export interface Task {
  readonly id: string;
  readonly unit: string;
  readonly due?: Due;
  readonly target?: Target;
  /** The unit's number that a multiple counts from; missing while it is not known. */
  readonly base?: number;
}

/** One unit's number: its part of a total, or its baseline. */
export interface Part {
  readonly unit: string;
  readonly value: number;
}

/** One line fanned out to units. */
export interface Assignment {
  readonly id: string;
  readonly line: string;
  readonly scope: Scope;
  readonly due: Due | null;
  readonly target: Target;
  readonly product: string;
  readonly supporting: string[];
  readonly tasks: Task[];
  readonly at: Time;
  readonly by: string;
  readonly revision: number;
  readonly removed: boolean;
}

/** One unit's letter of a batch. */
export interface Letter {
  readonly unit: string;
  readonly to: string;
  readonly message_id: string;
  readonly state: LetterState;
  readonly error?: string;
  readonly tries: number;
}

/** One sending of the tasks. */
export interface Batch {
  readonly id: string;
  readonly revision: number;
  readonly at: Time;
  readonly letters: Letter[];
}

/** The fold of one journal. */
export interface Meeting {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
  readonly status: Status;
  readonly title: string;
  readonly place: string;
  readonly invented?: string;
  readonly roster: string;
  readonly starts_at: Time;
  readonly opened_at: Time | null;
  readonly closed_at: Time | null;
  readonly host: Unit;
  readonly units: Unit[];
  readonly groups: Group[];
  readonly items: Item[];
  readonly current: string;
  readonly seats: Seat[];
  readonly attendance: Presence[];
  readonly lines: Line[];
  readonly conclusions: number;
  readonly assignments: Assignment[];
  readonly requests: Request[];
  readonly floor: string;
  readonly rule?: FloorRule;
  /** The question round that is open. */
  readonly round?: { readonly id: string; readonly opened_at: Time };
  readonly polls?: Poll[];
  readonly chat_off?: boolean;
  readonly batches: Batch[];
  /** The item whose conclusions are on every screen. */
  readonly readback?: string;
  /** Missing while the minutes are a draft. */
  readonly approval?: Approval;
  /** On submitted minutes: all for staff, its own for a unit. */
  readonly comments?: Comment[];
  /** Only who has the floor is heard, beside chair and secretaries. */
  readonly floor_locked?: boolean;
  /** Nobody comes in who was not in the meeting before. */
  readonly room_locked?: boolean;
  /** Missing while strangers cannot ask to come in. Staff only. */
  readonly lobby?: { readonly not_after: Time };
  /** Staff only. */
  readonly visitors?: Visitor[];
  /** Numbers at which units are called, by unit. Staff only. */
  readonly phones?: { readonly [unit: string]: string };
  /** Staff only. */
  readonly modules?: TextModule[];
  /** The last of them is written now, or signed. */
  readonly supplements?: Supplement[];
  /** Papers handed in as files, withdrawn ones included. */
  readonly submissions?: Submission[];
  /** Answers to the invitation: all for staff, its own for a unit. */
  readonly replies?: Reply[];
  /** What the units file. */
  readonly figures?: Figure[];
  /** Saved agendas; in the directory. */
  readonly templates?: Template[];
  /** Edited years of holidays, in order; in the directory. */
  readonly calendar?: CalendarYear[];
  /** How earlier conclusions stood when the agenda was published. */
  readonly progress?: Progress;
}

/** The time of an instant that was never set, as Go writes it. */
export const zeroTime = '0001-01-01T00:00:00Z';

/** emptyMeeting is the fold of an empty journal. */
export function emptyMeeting(id: string): Meeting {
  return {
    id,
    version: 0,
    hash: '',
    status: '',
    title: '',
    place: '',
    roster: '',
    starts_at: zeroTime,
    opened_at: null,
    closed_at: null,
    host: { id: '', name: '', level: '' },
    units: [],
    groups: [],
    items: [],
    current: '',
    seats: [],
    attendance: [],
    lines: [],
    conclusions: 0,
    assignments: [],
    requests: [],
    floor: '',
    batches: [],
  };
}
