// The messages of the agenda socket and of REST, as package agenda (Go) and agenda/channel/PROTOCOL.md define them. Types only.
import type { PrepareCommands, PrepareEvents } from './prepare';
import type { Batch, Check, Due, Field, FindingCode, Group, Meeting, Paper, Part, Precedent, Scope, Signature, Status, Tally, Target, Task, TextModule, Unit } from './state';

/** What a seat may do. */
export type Role = 'chair' | 'secretary' | 'unit' | 'guest' | 'administrator' | 'system';

/** The roles that a person's seat may have. */
export type SeatRole = Exclude<Role, 'system'>;

/** What a line of the minutes is. Facts are written by the server. */
export type LineKind = 'fact' | 'opinion' | 'shortcoming' | 'conclusion' | 'task' | 'note';

/** What an agenda item is. */
export type ItemKind = 'opening' | 'report' | 'discussion' | 'conclusion' | 'closing';

/** What a person wants to do with the floor. */
export type RequestKind = 'speak' | 'question' | 'explain';

/** What a unit answers in a poll; `other` comes with a text. */
export type Choice = 'for' | 'against' | 'other';

/** What became of a letter. */
export type LetterState = 'queued' | 'sent' | 'failed' | 'no_address';

/** A time as the server writes it: UTC, RFC 3339, up to milliseconds. */
export type Time = string;

/** Words of a person: text and salt, or only the commitment once they were erased by law. */
export type Text = { v: string; s: string } | { c: string };

/** words is the text itself, or nothing when it was erased. */
export function words(text: Text): string {
  return 'v' in text ? text.v : '';
}

/** What a person says about an item. */
export interface ItemDraft {
  title: string;
  kind: ItemKind;
  lead: string;
  presenter: string;
  minutes: number;
  internal?: boolean;
}

/** A line as it was written. */
export interface LineAdded {
  line: string;
  item: string;
  kind: LineKind;
  text: Text;
  unit: string;
  person: Text;
  at: Time;
  author: string;
  number?: number;
  internal?: boolean;
}

/** The events by their names in the journal, each with its data. Names and shapes are for ever. */
export interface Events extends PrepareEvents {
  'meeting.created': { title: string; place: string; roster: string; starts_at: Time; host: Unit; units: Unit[]; groups: Group[]; invented?: string };
  'meeting.edited': { title: string; place: string; starts_at: Time };
  'meeting.published': object;
  'meeting.opened': object;
  'meeting.closed': object;
  'unit.contacted': { unit: string; email: string };
  'group.saved': { group: Group };
  'group.removed': { group: string };
  'item.added': ItemDraft & { item: string; before?: string; next?: string; late?: boolean };
  'item.edited': ItemDraft & { item: string };
  'item.moved': { item: string; before?: string; next?: string; internal?: boolean };
  'item.removed': { item: string; internal?: boolean };
  'item.started': { item: string; internal?: boolean };
  'item.ended': { item: string; internal?: boolean };
  'item.extended': { item: string; minutes: number; internal?: boolean };
  'paper.added': { item: string; paper: Paper; internal?: boolean };
  'seat.added': { seat: string; unit: string; role: SeatRole; name: string; post: string };
  'seat.linked': { seat: string };
  'seat.entered': { seat: string };
  'seat.exited': { seat: string };
  'seat.revoked': { seat: string; reason?: string };
  'attendance.joined': { presence: string; seat: string; unit: string; name: Text; post: Text; people: number };
  'attendance.left': { presence: string };
  'line.added': LineAdded;
  'line.edited': { line: string; text: Text; internal?: boolean };
  'line.kind_changed': { line: string; kind: LineKind; number?: number; internal?: boolean; was: LineKind; hidden?: boolean; shown?: LineAdded };
  'line.removed': { line: string; internal?: boolean };
  'line.attributed': { line: string; unit: string; person: Text; internal?: boolean };
  'module.saved': { module: TextModule };
  'module.removed': { word: string };
  'conclusion.settled': { line: string; reason: string; internal?: boolean };
  'conclusion.referred': { line: string; to?: Precedent; internal?: boolean };
  'conclusion.confirmed': { line: string; revision: number; internal?: boolean };
  'readback.shown': { item: string; internal?: boolean };
  'readback.hidden': { item: string; internal?: boolean };
  'check.waived': { line: string; field: Field; code: FindingCode; reason: string };
  'task.assigned': { assignment: string; line: string; scope: Scope; due?: Due; target: Target; product?: string; supporting?: string[]; tasks: Task[] };
  'task.unassigned': { assignment: string; units?: string[] };
  'task.edited': { assignment: string; unit?: string; due?: Due; target: Target; product?: string; units?: string[] };
  'task.divided': { assignment: string; parts: Part[] };
  'task.supported': { assignment: string; supporting: string[]; units?: string[] };
  'task.baselined': { assignment: string; parts: Part[] };
  'minutes.submitted': { comments_until?: Time };
  'minutes.returned': { reason: string };
  'minutes.commented': { comment: string; line: string; revision: number; seat: string; unit: string; text: Text };
  'minutes.answered': { comment: string; unit: string; accepted: boolean; reason?: string };
  'minutes.signed': { version: number; hash: string; name: string; post: string };
  'minutes.supplemented': { part: number; reason: string; of: Signature };
  'floor.requested': { request: string; item: string; seat: string; unit: string; person: Text; subject: Text; kind: RequestKind; minutes?: number; internal?: boolean };
  'floor.locked': { locked: boolean };
  'meeting.locked': object;
  'meeting.unlocked': object;
  'lobby.opened': { not_after: Time };
  'lobby.closed': object;
  'lobby.asked': { visitor: string; name: Text; organisation: Text };
  'lobby.admitted': { visitor: string };
  'lobby.refused': { visitor: string; reason: string };
  'lobby.left': { visitor: string };
  'seat.checked': Check & { seat: string };
  'unit.phoned': { unit: string; phone: string };
  'floor.given': { request: string };
  'floor.finished': { request: string };
  'floor.withdrawn': { request: string };
  'floor.moved': { request: string; before?: string };
  'floor.skipped': { request: string };
  'floor.paused': { request?: string };
  'floor.resumed': { request?: string };
  'floor.granted': { request: string; minutes: number };
  'floor.ruled': { speech: number; budget: number };
  'round.opened': { round: string };
  'round.joined': { round: string; request: string };
  'round.closed': { round: string };
  'poll.opened': { poll: string; item: string; question: Text; secret?: boolean };
  'poll.voted': { poll: string; unit: string; choice?: Choice; text: Text; secret?: boolean };
  'poll.closed': { poll: string; tally: Tally; opinions?: Text[] };
  'attendance.noted': { presence: string; unit: string; name: Text; post: Text; people: number };
  'attendance.struck': { presence: string };
  'attendance.described': { presence: string; others?: { name: Text; post: Text }[]; people: number; substitute?: boolean; instead: Text };
  'chat.switched': { off: boolean };
  'mail.queued': { batch: string; revision: number; letters: Batch['letters'] };
  'mail.marked': { batch: string; unit: string; state: LetterState; error?: string; to?: string };
}

/** One event: a known one with its data, or one of a newer server, which is kept and changes nothing. */
export type Event = { [T in keyof Events]: { type: T; data: Events[T] } }[keyof Events] | { type: string; data: unknown };

/** What one accepted command did, as this seat may see it. `command` and `hash` are for staff; the author always gets `command`. */
export interface Record {
  version: number;
  by: string;
  at: Time;
  command?: string;
  events: Event[];
  hash?: string;
}

/** The commands that a browser gives, by name, each with its data. */
export interface Commands extends PrepareCommands {
  'meeting.create': { title: string; place: string; roster: string; starts_at: Time; host: Unit; units: Unit[]; groups: Group[]; invented: string };
  'meeting.edit': { title: string; place: string; starts_at: Time };
  'meeting.publish': object;
  'meeting.open': object;
  'meeting.close': object;
  'unit.contact': { unit: string; email: string };
  'group.save': { group: Group };
  'group.remove': { group: string };
  'item.add': ItemDraft & { item: string; before?: string };
  'item.edit': ItemDraft & { item: string };
  'item.move': { item: string; before?: string };
  'item.remove': { item: string };
  'item.start': { item: string };
  'item.end': { item: string };
  'item.extend': { item: string; minutes: number };
  'paper.add': { item: string; paper: Paper };
  'seat.add': { seat: string; unit: string; role: SeatRole; name: string; post: string };
  'seat.revoke': { seat: string; reason?: string };
  'attendance.join': { presence: string; name: string; post: string; people: number };
  'attendance.leave': { presence: string };
  'line.add': { line: string; item: string; kind: LineKind; text: string; unit?: string; person?: string; typed_at?: Time };
  /** `was` is the revision seen; `pendingRevision` while one's own earlier change of the line is not confirmed (the outbox fills it in). */
  'line.edit': { line: string; was: number; text: string };
  'line.kind': { line: string; was: number; kind: LineKind };
  'line.remove': { line: string; was: number };
  /** Whose words the line is, in place of what was said before. */
  'line.attribute': { line: string; was: number; unit?: string; person?: string };
  'module.save': { module: TextModule };
  'module.remove': { word: string };
  'conclusion.settle': { line: string; reason: string };
  /** Without `to` the tie to an earlier conclusion is taken back. */
  'conclusion.refer': { line: string; to?: Precedent };
  'conclusion.confirm': { line: string; was: number };
  'readback.show': { item: string };
  'readback.hide': object;
  /** Without `code`: all that is missing in the field. An empty reason takes it back. */
  'check.waive': { line: string; field: Field; code?: FindingCode; reason: string };
  'task.assign': { assignment: string; line: string; scope: Scope; due?: Due; target: Target; product?: string; supporting?: string[] };
  'task.edit': { assignment: string; unit?: string; due?: Due; target: Target; product?: string };
  'task.unassign': { assignment: string };
  /** Every unit of the assignment once; the sum is the total. */
  'task.divide': { assignment: string; parts: Part[] };
  /** The units that help, in place of those before. */
  'task.support': { assignment: string; supporting: string[] };
  'task.baseline': { assignment: string; parts: Part[] };
  'minutes.submit': { comments_until?: Time };
  'minutes.return': { reason: string };
  'minutes.comment': { comment: string; line: string; was: number; text: string };
  'minutes.answer': { comment: string; accept: boolean; reason?: string };
  /** `seen` is the version that the screen shows. */
  'minutes.sign': { seen: number };
  /** Opens supplementary minutes to signed ones. */
  'minutes.supplement': { reason: string };
  'floor.request': { request: string; item?: string; seat?: string; person?: string; subject?: string; kind?: RequestKind; minutes?: number };
  'floor.call': { request?: string; minutes?: number };
  /** Only who has the floor is heard, beside chair and secretaries. */
  'floor.lock': { locked: boolean };
  /** Nobody comes in who was not in the meeting before. */
  'meeting.lock': object;
  'meeting.unlock': object;
  'lobby.close': object;
  'lobby.admit': { visitor: string };
  'lobby.refuse': { visitor: string; reason: string };
  /** The result of the seat's own check before the meeting; the server adds the time. */
  'seat.ready': Check;
  'unit.phone': { unit: string; phone: string };
  'floor.finish': { request: string };
  'floor.withdraw': { request: string };
  'floor.move': { request: string; before?: string };
  'floor.skip': { request: string };
  'floor.pause': { request?: string };
  'floor.resume': { request?: string };
  'floor.grant': { request: string; minutes: number };
  'floor.rule': { speech: number; budget: number };
  'round.open': { round: string };
  'round.close': object;
  'poll.open': { poll: string; item?: string; question: string; secret?: boolean };
  'poll.vote': { poll: string; unit?: string; choice: Choice; text?: string };
  'poll.close': { poll: string };
  'attendance.note': { presence: string; unit: string; name: string; post: string; people: number };
  'attendance.strike': { presence: string };
  'attendance.describe': { presence: string; others?: { name: string; post?: string }[]; substitute?: boolean; instead?: string };
  'chat.switch': { off: boolean };
  'mail.send': { batch: string };
}

/** The name of a command. */
export type CommandType = keyof Commands;

/** A command with its data. */
export type Command = { [T in CommandType]: { type: T; data: Commands[T] } }[CommandType];

/** The revision of a line whose last change is one's own and not confirmed yet. */
export const pendingRevision = -1;

/** The nine kinds of refusal. Only `unavailable` is worth resending. */
export type Code = 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'closed' | 'too_much' | 'unavailable' | 'internal';

/** A refusal in words for people. */
export interface Refusal {
  code: Code;
  key: string;
  message: { vi: string; en: string };
  detail?: unknown;
}

/** What the server knows of the seat and the meeting when a socket opens. `now` is the server's clock. */
export interface Welcome {
  meeting: string;
  seat: string;
  role: Role;
  unit: string;
  staff: boolean;
  version: number;
  now: Time;
  here: string[];
}

/** A line while somebody types it; an empty text ends it. Worthless after 10 s. */
export interface Draft {
  seat?: string;
  line: string;
  item: string;
  kind: LineKind;
  text: string;
}

/** The soft lock "Lan đang sửa"; an empty line ends it. Worthless after 30 s. */
export interface Editing {
  seat?: string;
  line: string;
}

/** A message beside the meeting. Seat, unit, name and time are the server's. */
export interface ChatMessage {
  id: string;
  seat: string;
  unit: string;
  name: string;
  text: string;
  at: Time;
}

/** What the server sends. */
export type ServerFrame =
  | { type: 'welcome'; re: string; data: Welcome }
  | { type: 'records'; data: { records: Record[] } }
  | { type: 'ok'; re: string; data: { version: number } }
  | { type: 'error'; re?: string; data: Refusal }
  | { type: 'draft'; data: Draft }
  | { type: 'editing'; data: Editing }
  | { type: 'presence'; data: { here: string[] } }
  | { type: 'chat'; data: ChatMessage }
  | { type: 'chats'; data: { messages: ChatMessage[] } }
  | { type: 'pong'; re: string };

/** What the browser sends. */
export type ClientFrame =
  | { type: 'hello'; id: string; data: { after: number; hash: string; presence?: string } }
  | { type: 'command'; id: string; data: { type: string; data: unknown } }
  | { type: 'draft'; data: Draft }
  | { type: 'editing'; data: Editing }
  | { type: 'chat'; id: string; data: { id: string; text: string } }
  | { type: 'ping'; id: string };

/** A meeting in the administrator's list. */
export interface MeetingHead {
  id: string;
  title: string;
  status: Status;
  starts_at: Time;
  version: number;
  units: number;
}

/** An official list of units. */
export interface Roster {
  roster: string;
  note: string;
  units: Unit[];
}

/** An agenda to begin with. */
export interface Template {
  id: string;
  title: string;
  items: ItemDraft[];
  /** It was saved here and can be changed. */
  saved?: boolean;
}

/** A way in for one seat; the address holds the secret and is shown once. */
export interface SeatLink {
  seat: string;
  unit: string;
  role: SeatRole;
  name: string;
  url: string;
}

/** The folded meeting as GET …/state answers it. */
export type StateAnswer = Meeting;
