// The fold: records in, meeting out. It gives the same as agenda.Meeting.Apply in Go; both replay agenda/testdata/*.jsonl.
import { debate, endPause, voting } from './foldFloor';
import { lobby } from './foldLobby';
import type { PrepareEvents } from './prepare';
import { preparing } from './prepareFold';
import type { Assignment, Item, Line, Meeting, Part, Request, Task } from './state';
import type { Event, Events, Record } from './wire';

export { emptyMeeting } from './state';

/** A value that is being made. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
type ListKey = 'units' | 'groups' | 'items' | 'seats' | 'attendance' | 'lines' | 'assignments' | 'requests' | 'batches';
type Row<K extends ListKey> = Meeting[K][number];
/** Who wrote a record, and when. */
export type Stamp = Pick<Record, 'by' | 'at'>;
/** How one event changes the fold. */
export type Apply<T extends keyof Events> = (fold: Fold, data: Events[T], stamp: Stamp) => void;

/** Fold is one meeting being changed: each list is copied at most once, rows are replaced, never written to. So old states stay as they were. */
export class Fold {
  readonly meeting: Writable<Meeting>;
  private readonly owned = new Set<ListKey>();

  constructor(base: Meeting) {
    this.meeting = { ...base };
  }

  list<K extends ListKey>(key: K): Row<K>[] {
    if (!this.owned.has(key)) {
      this.owned.add(key);
      (this.meeting as { [L in ListKey]: readonly unknown[] })[key] = [...this.meeting[key]];
    }
    return this.meeting[key] as unknown as Row<K>[];
  }

  find<K extends ListKey>(key: K, id: string): Row<K> | undefined {
    const rows = this.meeting[key] as readonly Row<K>[];
    return rows.findLast((row) => row.id === id);
  }

  replace<K extends ListKey>(key: K, id: string, change: (row: Row<K>) => Partial<Row<NoInfer<K>>>): void {
    const at = (this.meeting[key] as readonly Row<K>[]).findLastIndex((row) => row.id === id);
    if (at < 0) return;
    const rows = this.list(key);
    const row = rows[at] as Row<K>;
    rows[at] = { ...row, ...change(row) };
  }

  put<K extends ListKey>(key: K, row: Row<K>): void {
    const at = (this.meeting[key] as readonly Row<K>[]).findLastIndex((old) => old.id === row.id);
    const rows = this.list(key);
    if (at < 0) rows.push(row);
    else rows[at] = row;
  }

  drop(key: ListKey, id: string): void {
    if (!this.find(key, id)) return;
    (this.meeting as { [L in ListKey]: readonly unknown[] })[key] = (this.meeting[key] as readonly { id: string }[]).filter((row) => row.id !== id);
    this.owned.add(key);
  }

  insertItem(item: Item, before: string | undefined): void {
    const rows = this.list('items');
    const at = before ? rows.findIndex((row) => row.id === before) : -1;
    rows.splice(at < 0 ? rows.length : at, 0, item);
  }
}

const head: { [T in Extract<keyof Events, `meeting.${string}`>]: Apply<T> } = {
  'meeting.created'({ meeting }, e) {
    const { title, place, roster, starts_at, host, units, groups } = e;
    Object.assign(meeting, { status: 'draft', title, place, roster, starts_at, host, units, groups });
    if (e.invented) meeting.invented = e.invented;
  },
  'meeting.edited': ({ meeting }, { title, place, starts_at }) => void Object.assign(meeting, { title, place, starts_at }),
  'meeting.published': ({ meeting }) => void (meeting.status = 'published'),
  'meeting.opened': ({ meeting }, _e, { at }) => void Object.assign(meeting, { status: 'running', opened_at: at }),
  'meeting.closed': ({ meeting }, _e, { at }) => void Object.assign(meeting, { status: 'closed', closed_at: at }),
  'meeting.locked': ({ meeting }) => void (meeting.room_locked = true),
  'meeting.unlocked': ({ meeting }) => void delete meeting.room_locked,
};

const units: { [T in Extract<keyof Events, `unit.${string}` | `group.${string}`>]: Apply<T> } = {
  'unit.contacted'(fold, e) {
    const mended = <U extends { email?: string }>(unit: U): U => {
      const { email: _, ...rest } = unit;
      return (e.email ? { ...rest, email: e.email } : rest) as U;
    };
    if (e.unit === 'host') fold.meeting.host = mended(fold.meeting.host);
    const at = fold.meeting.units.findIndex((unit) => unit.id === e.unit);
    if (at >= 0) fold.list('units')[at] = mended(fold.meeting.units[at] as Row<'units'>);
  },
  'unit.phoned'({ meeting }, { unit, phone }) {
    const { [unit]: _, ...others } = meeting.phones ?? {};
    const phones = phone ? { ...others, [unit]: phone } : others;
    meeting.phones = Object.keys(phones).length > 0 ? phones : undefined;
  },
  'group.saved': (fold, e) => fold.put('groups', e.group),
  'group.removed': (fold, e) => fold.drop('groups', e.group),
};

const items: { [T in Exclude<Extract<keyof Events, `item.${string}` | 'paper.added'>, keyof PrepareEvents>]: Apply<T> } = {
  'item.added'(fold, { item, before, late, title, kind, lead, presenter, minutes, internal }) {
    const said = { title, kind, lead, presenter, minutes, internal: internal ?? false, late: late ?? false };
    fold.insertItem({ id: item, ...said, extended: 0, papers: [], state: 'planned', started_at: null, spent_ms: 0 }, before);
  },
  'item.edited': (fold, { item, title, kind, lead, presenter, minutes }) => fold.replace('items', item, () => ({ title, kind, lead, presenter, minutes })),
  'item.moved'(fold, { item, before }) {
    const moved = fold.find('items', item);
    if (!moved) return;
    fold.drop('items', item);
    fold.insertItem(moved, before);
  },
  'item.removed': (fold, e) => fold.drop('items', e.item),
  'item.started'(fold, e, { at }) {
    fold.meeting.current = e.item;
    fold.replace('items', e.item, (): Partial<Item> => ({ state: 'running', started_at: at }));
  },
  'item.ended'(fold, e, { at }) {
    if (fold.meeting.current === e.item) fold.meeting.current = '';
    fold.replace('items', e.item, (item): Partial<Item> => {
      if (item.started_at === null) return {};
      const spent = Math.max(0, Date.parse(at) - Date.parse(item.started_at));
      return { spent_ms: item.spent_ms + spent, state: 'done', started_at: null };
    });
  },
  'item.extended': (fold, e) => fold.replace('items', e.item, (item) => ({ minutes: item.minutes + e.minutes, extended: item.extended + e.minutes })),
  'paper.added': (fold, e) => fold.replace('items', e.item, (item) => ({ papers: [...item.papers, e.paper] })),
};

const seats: { [T in Extract<keyof Events, `seat.${string}`> | 'attendance.joined' | 'attendance.left']: Apply<T> } = {
  'seat.added': (fold, { seat, unit, role, name, post }) => void fold.list('seats').push({ id: seat, unit, role, name, post, revoked: false, linked: false }),
  'seat.linked': (fold, e) => fold.replace('seats', e.seat, () => ({ revoked: false, linked: true })),
  'seat.checked': (fold, { seat, ...found }, { at }) => fold.replace('seats', seat, () => ({ ready: { ...found, at } })),
  'seat.entered': () => undefined,
  'seat.exited': () => undefined,
  'seat.revoked': (fold, e) => fold.replace('seats', e.seat, () => ({ revoked: true, linked: false })),
  'attendance.joined'(fold, { presence, seat, unit, name, post, people }, { at }) {
    const stays = fold.find('attendance', presence)?.stays ?? [];
    const here = stays.length > 0 && stays.at(-1)?.until === null;
    const old = fold.find('attendance', presence);
    fold.put('attendance', { ...old, id: presence, seat, unit, name, post, people, stays: here ? stays : [...stays, { from: at, until: null }] });
  },
  'attendance.left': (fold, e, { at }) =>
    fold.replace('attendance', e.presence, ({ stays }) => ({ stays: stays.map((stay, n) => (n === stays.length - 1 && stay.until === null ? { ...stay, until: at } : stay)) })),
};

/** Why a conclusion makes no task, who said so and when; without a reason nobody did. */
const settle = (settled: string, { by, at }: Stamp): Partial<Line> => ({ settled, settled_by: settled ? by : undefined, settled_at: settled ? at : undefined });

const lines: { [T in Extract<Exclude<keyof Events, keyof PrepareEvents>, `line.${string}` | `module.${string}` | `conclusion.${string}` | `readback.${string}` | `check.${string}`>]: Apply<T> } = {
  'line.added'(fold, { line, item, kind, text, unit, person, at, author, number = 0, internal = false }) {
    const row: Line = { id: line, item, kind, text, unit, person, at, author, revision: fold.meeting.version, number, internal, settled: '', removed: false };
    const part = fold.meeting.supplements?.length;
    fold.put('lines', part ? { ...row, part } : row);
    fold.meeting.conclusions = Math.max(fold.meeting.conclusions, number);
  },
  'line.edited': (fold, e) => fold.replace('lines', e.line, () => ({ text: e.text, revision: fold.meeting.version })),
  'line.kind_changed'(fold, { line, kind, number = 0, internal = false }, stamp) {
    if (!fold.find('lines', line)) return;
    fold.replace('lines', line, () => ({ kind, number, internal, revision: fold.meeting.version, recurring: undefined, ...settle('', stamp) }));
    fold.meeting.conclusions = Math.max(fold.meeting.conclusions, number);
  },
  'line.removed': (fold, e) => fold.replace('lines', e.line, () => ({ removed: true, revision: fold.meeting.version })),
  'line.attributed': (fold, { line, unit, person }) => fold.replace('lines', line, () => ({ unit, person, revision: fold.meeting.version })),
  'module.saved'({ meeting }, e) {
    const others = meeting.modules ?? [];
    const known = others.some(({ word }) => word === e.module.word);
    meeting.modules = known ? others.map((one) => (one.word === e.module.word ? e.module : one)) : [...others, e.module];
  },
  'module.removed'({ meeting }, { word }) {
    const left = meeting.modules?.filter((one) => one.word !== word) ?? [];
    if (left.length > 0) meeting.modules = left;
    else delete meeting.modules;
  },
  'conclusion.referred': (fold, { line, to }) => fold.replace('lines', line, () => ({ precedent: to })),
  'conclusion.settled': (fold, e, stamp) => fold.replace('lines', e.line, () => settle(e.reason, stamp)),
  'conclusion.confirmed': (fold, { line, revision }, { by, at }) => fold.replace('lines', line, () => ({ confirmed: { revision, by, at } })),
  'check.waived': (fold, { line, field, code, reason }, { by, at }) =>
    fold.replace('lines', line, ({ waivers = [] }) => {
      const others = waivers.filter((waiver) => waiver.field !== field || waiver.code !== code);
      const all = reason ? [...others, { field, code, reason, by, at }] : others;
      return { waivers: all.length > 0 ? all : undefined };
    }),
  'readback.shown': ({ meeting }, e) => void (meeting.readback = e.item),
  'readback.hidden'({ meeting }, e) {
    if (meeting.readback === e.item) delete meeting.readback;
  },
};

/** What the parts say, on the tasks of an assignment. */
function parted(fold: Fold, assignment: string, parts: Part[], set: (row: Assignment, value: number) => Partial<Task>): void {
  fold.replace('assignments', assignment, (row) => ({
    revision: fold.meeting.version,
    tasks: row.tasks.map((task) => {
      const part = parts.find((one) => one.unit === task.unit);
      return part ? { ...task, ...set(row, part.value) } : task;
    }),
  }));
}

const tasks: { [T in Extract<keyof Events, `task.${string}`>]: Apply<T> } = {
  'task.assigned'(fold, e, { at, by }) {
    const { assignment: id, line, scope, due = null, target, product = '', supporting = [] } = e;
    const revision = fold.meeting.version;
    const row: Assignment = { id, line, scope, due, target, product, supporting, tasks: e.tasks, at, by, revision, removed: false };
    fold.list('assignments').push(row);
  },
  'task.unassigned': (fold, e) => fold.replace('assignments', e.assignment, () => ({ removed: true, revision: fold.meeting.version })),
  'task.edited': (fold, e) =>
    fold.replace('assignments', e.assignment, (row) => {
      const revision = fold.meeting.version;
      if (!e.unit) return { due: e.due ?? null, target: e.target, product: e.product ?? '', revision };
      return { revision, tasks: row.tasks.map((task) => (task.unit === e.unit ? { ...task, due: e.due, target: e.target } : task)) };
    }),
  'task.divided': (fold, { assignment, parts }) =>
    parted(fold, assignment, parts, ({ target: { unit } }, value) => ({ target: { kind: 'number', ...(value ? { value } : {}), ...(unit ? { unit } : {}) } })),
  'task.supported': (fold, { assignment, supporting }) => fold.replace('assignments', assignment, () => ({ supporting, revision: fold.meeting.version })),
  'task.baselined': (fold, { assignment, parts }) => parted(fold, assignment, parts, (_row, base) => ({ base })),
};

type Speeches = 'floor.requested' | 'floor.given' | 'floor.finished' | 'floor.withdrawn' | 'floor.locked';

const floor: { [T in Speeches | Extract<keyof Events, `mail.${string}`>]: Apply<T> } = {
  'floor.requested'(fold, { request: id, item, seat, unit, person, subject, kind, minutes = 0 }, { at }) {
    const row: Request = { id, item, seat, unit, person, subject, kind, minutes, state: 'waiting', at, from: null, until: null };
    fold.list('requests').push(row);
  },
  'floor.locked'({ meeting }, { locked }) {
    if (locked) meeting.floor_locked = true;
    else delete meeting.floor_locked;
  },
  'floor.given'(fold, e, { at }) {
    fold.meeting.floor = e.request;
    fold.replace('requests', e.request, (): Partial<Request> => ({ state: 'speaking', from: at }));
  },
  'floor.finished'(fold, e, { at }) {
    if (fold.meeting.floor === e.request) fold.meeting.floor = '';
    fold.replace('requests', e.request, (row): Partial<Request> => ({ ...endPause(row, at), state: 'done', until: at }));
  },
  'floor.withdrawn': (fold, e) => fold.replace('requests', e.request, (): Partial<Request> => ({ state: 'withdrawn' })),
  'mail.queued': (fold, e, { at }) => void fold.list('batches').push({ id: e.batch, revision: e.revision, at, letters: e.letters }),
  'mail.marked': (fold, e) =>
    fold.replace('batches', e.batch, (batch) => ({
      letters: batch.letters.map((letter) => {
        if (letter.unit !== e.unit) return letter;
        const { error: _, ...rest } = letter;
        // Queued without a reason: a person queues the letter again.
        const tries = e.state === 'queued' && !e.error ? letter.tries : letter.tries + 1;
        return { ...rest, ...(e.error ? { error: e.error } : {}), to: e.to || letter.to, state: e.state, tries };
      }),
    })),
};

const approval: { [T in Extract<keyof Events, `minutes.${string}`>]: Apply<T> } = {
  'minutes.submitted': ({ meeting }, { comments_until }, { by, at }) => void (meeting.approval = { state: 'submitted', by, at, comments_until }),
  'minutes.returned': ({ meeting }, { reason }, { by, at }) => void (meeting.approval = { state: 'returned', by, at, reason: reason || undefined }),
  'minutes.commented'(fold, { comment: id, line, revision, seat, unit, text }, { at }) {
    fold.meeting.comments = [...(fold.meeting.comments ?? []), { id, line, revision, seat, unit, text, at }];
  },
  'minutes.answered'(fold, { comment, accepted, reason }, { by, at }) {
    const answer = { accepted, reason, by, at };
    fold.meeting.comments = fold.meeting.comments?.map((row) => (row.id === comment ? { ...row, answer } : row));
  },
  'minutes.signed'({ meeting }, { version, hash, name, post }, { by, at }) {
    meeting.approval = { state: 'signed', by, at, seal: { version, hash, by, name, post, at } };
  },
  'minutes.supplemented'({ meeting }, { part, reason, of }, { by, at }) {
    meeting.supplements = [...(meeting.supplements ?? []), { part, reason, of, by, at }];
    delete meeting.approval;
    meeting.conclusions = 0;
  },
};

const all: { [T in keyof Events]: Apply<T> } = { ...head, ...units, ...items, ...seats, ...lines, ...tasks, ...approval, ...lobby, ...floor, ...debate, ...voting, ...preparing };

/** isKnown says whether this page understands a kind of event; a newer server may write others. */
export function isKnown(type: string): boolean {
  return Object.hasOwn(all, type);
}

function applyEvent(fold: Fold, event: Event, stamp: Stamp): void {
  if (!Object.hasOwn(all, event.type)) return;
  const known = all[event.type as keyof Events] as Apply<keyof Events>;
  known(fold, event.data as never, stamp);
}

/** applyAll folds records, in order and without gaps, into a new meeting; what they do not touch is shared with the old one. */
export function applyAll(meeting: Meeting, records: readonly Record[]): Meeting {
  if (records.length === 0) return meeting;
  const fold = new Fold(meeting);
  for (const record of records) {
    fold.meeting.version = record.version;
    fold.meeting.hash = record.hash ?? '';
    for (const event of record.events) applyEvent(fold, event, record);
  }
  return fold.meeting;
}

/** apply folds one record. */
export function apply(meeting: Meeting, record: Record): Meeting {
  return applyAll(meeting, [record]);
}

/** applyEvents is the meeting as it would be after events that no record holds yet. Its version stays; lines they touch get `revision`. */
export function applyEvents(meeting: Meeting, events: readonly Event[], stamp: Stamp, revision: number): Meeting {
  const fold = new Fold({ ...meeting, version: revision });
  for (const event of events) applyEvent(fold, event, stamp);
  fold.meeting.version = meeting.version;
  return fold.meeting;
}
