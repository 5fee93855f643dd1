// What one's own commands will probably become. It lets the page show them at once; the record that comes back is what counts.
import { check } from './check';
import { applyEvents } from './meeting';
import type { Entry } from './outbox';
import { predictPreparing } from './preparePredict';
import type { Meeting, Scope } from './state';
import { pendingRevision, type Command, type CommandType, type Commands, type Event, type Text } from './wire';

type Predict<T extends CommandType> = (meeting: Meeting, data: Commands[T], at: string, seat: string) => Event[];

const text = (value: string): Text => ({ v: value, s: '' });

/** chosenUnits are the units of a scope in the meeting's order. */
export function chosenUnits(meeting: Meeting, scope: Scope): string[] {
  const every = meeting.units.map((unit) => unit.id);
  if (scope.kind === 'all') return every;
  if (scope.kind === 'except') return every.filter((id) => !scope.except?.includes(id));
  const named = scope.kind === 'group' ? meeting.groups.find((group) => group.id === scope.group)?.units : scope.units;
  return ['host', ...every].filter((id) => named?.includes(id));
}

const table: { [T in CommandType]?: Predict<T> } = {
  'line.add'(meeting, { line, item, kind, text: said, unit = '', person = '', typed_at }, at, author) {
    const internal = kind === 'note' || Boolean(meeting.items.find((row) => row.id === item)?.internal);
    const number = kind === 'conclusion' ? meeting.conclusions + 1 : 0;
    return [{ type: 'line.added', data: { line, item, kind, text: text(said), unit, person: text(person), at: typed_at ?? at, author, number, internal } }];
  },
  'line.edit': (_meeting, { line, text: said }) => [{ type: 'line.edited', data: { line, text: text(said) } }],
  'line.kind'(meeting, { line, kind }) {
    const row = meeting.lines.find((one) => one.id === line);
    if (!row) return [];
    const number = kind === 'conclusion' && row.number === 0 ? meeting.conclusions + 1 : row.number;
    const internal = kind === 'note' || Boolean(meeting.items.find((one) => one.id === row.item)?.internal);
    return [{ type: 'line.kind_changed', data: { line, kind, number, internal, was: row.kind } }];
  },
  'line.remove': (_meeting, { line }) => [{ type: 'line.removed', data: { line } }],
  'line.attribute': (_meeting, { line, unit = '', person = '' }) => [{ type: 'line.attributed', data: { line, unit, person: text(person) } }],
  'module.save': (_meeting, data) => [{ type: 'module.saved', data }],
  'module.remove': (_meeting, data) => [{ type: 'module.removed', data }],
  'conclusion.refer': (_meeting, data) => [{ type: 'conclusion.referred', data }],
  'conclusion.settle': (_meeting, data) => [{ type: 'conclusion.settled', data }],
  'conclusion.confirm': (_meeting, { line, was }) => [{ type: 'conclusion.confirmed', data: { line, revision: was } }],
  'check.waive': (meeting, { line, field, code, reason }) =>
    check(meeting)
      .filter((finding) => finding.line === line && finding.field === field && (!code || finding.code === code))
      .map((finding) => ({ type: 'check.waived', data: { line, field, code: finding.code, reason } })),
  'readback.show': (_meeting, data) => [{ type: 'readback.shown', data }],
  'readback.hide': ({ readback }) => (readback ? [{ type: 'readback.hidden', data: { item: readback } }] : []),
  'item.add': (meeting, data) => [{ type: 'item.added', data: { ...data, late: meeting.status !== 'draft' } }],
  'item.edit': (_meeting, data) => [{ type: 'item.edited', data }],
  'item.move': (_meeting, data) => [{ type: 'item.moved', data }],
  'item.remove': (_meeting, data) => [{ type: 'item.removed', data }],
  'item.extend': (_meeting, data) => [{ type: 'item.extended', data }],
  'group.save': (_meeting, data) => [{ type: 'group.saved', data }],
  'group.remove': (_meeting, data) => [{ type: 'group.removed', data }],
  'unit.contact': (_meeting, data) => [{ type: 'unit.contacted', data }],
  'task.assign'(meeting, data) {
    const tasks = chosenUnits(meeting, data.scope).map((unit) => ({ id: `${data.assignment}.${unit}`, unit }));
    const assigned: Event = { type: 'task.assigned', data: { ...data, tasks } };
    return [assigned, { type: 'conclusion.settled', data: { line: data.line, reason: '' } }];
  },
  'task.edit': (_meeting, data) => [{ type: 'task.edited', data }],
  'minutes.comment': (meeting, { comment, line, was: revision, text: said }, _at, seat) => {
    const unit = meeting.seats.find((row) => row.id === seat)?.unit ?? '';
    return [{ type: 'minutes.commented', data: { comment, line, revision, seat, unit, text: text(said) } }];
  },
  'minutes.answer'(meeting, { comment, accept: accepted, reason }) {
    const unit = meeting.comments?.find((row) => row.id === comment)?.unit;
    return unit === undefined ? [] : [{ type: 'minutes.answered', data: { comment, unit, accepted, reason } }];
  },
  'task.divide': (_meeting, data) => [{ type: 'task.divided', data }],
  'task.support': (_meeting, data) => [{ type: 'task.supported', data }],
  'task.baseline': (_meeting, data) => [{ type: 'task.baselined', data }],
  'task.unassign': (_meeting, data) => [{ type: 'task.unassigned', data }],
  'floor.request'(meeting, { request, item = meeting.current, seat, person = '', subject = '', kind = 'speak', minutes = 0 }, _at, self) {
    const row = meeting.seats.find((one) => one.id === (seat || self));
    if (!row) return [];
    const requested: Event = { type: 'floor.requested', data: { request, item, seat: row.id, unit: row.unit, person: text(person), subject: text(subject), kind, minutes } };
    return meeting.round && kind !== 'speak' ? [requested, { type: 'round.joined', data: { round: meeting.round.id, request } }] : [requested];
  },
  'floor.lock': (_meeting, data) => [{ type: 'floor.locked', data }],
  'meeting.lock': () => [{ type: 'meeting.locked', data: {} }],
  'meeting.unlock': () => [{ type: 'meeting.unlocked', data: {} }],
  'lobby.close': () => [{ type: 'lobby.closed', data: {} }],
  'lobby.refuse': (_meeting, data) => [{ type: 'lobby.refused', data }],
  'unit.phone': (_meeting, data) => [{ type: 'unit.phoned', data }],
  'floor.finish': (_meeting, data) => [{ type: 'floor.finished', data }],
  'floor.withdraw': (_meeting, data) => [{ type: 'floor.withdrawn', data }],
  'floor.move': (_meeting, data) => [{ type: 'floor.moved', data }],
  'floor.grant': (_meeting, data) => [{ type: 'floor.granted', data }],
  'floor.rule': (_meeting, data) => [{ type: 'floor.ruled', data }],
  'chat.switch': (_meeting, data) => [{ type: 'chat.switched', data }],
  'poll.vote'(meeting, { poll, unit, choice, text: said = '' }, _at, self) {
    const voter = unit ?? meeting.seats.find((row) => row.id === self)?.unit ?? '';
    return [{ type: 'poll.voted', data: { poll, unit: voter, choice, text: text(choice === 'other' ? said : '') } }];
  },
  'attendance.note': (_meeting, { name, post, ...data }) => [{ type: 'attendance.noted', data: { ...data, name: text(name), post: text(post) } }],
  'attendance.strike': (_meeting, data) => [{ type: 'attendance.struck', data }],
  'paper.approve': (meeting, data, _at, seat) => predictPreparing['paper.approve'](meeting, data, seat),
  'paper.return': (meeting, data, _at, seat) => predictPreparing['paper.return'](meeting, data, seat),
  'paper.withdraw': (meeting, data, _at, seat) => predictPreparing['paper.withdraw'](meeting, data, seat),
  'invitation.answer': (meeting, data, _at, seat) => predictPreparing['invitation.answer'](meeting, data, seat),
  'figure.define': (meeting, data, _at, seat) => predictPreparing['figure.define'](meeting, data, seat),
  'figure.remove': (meeting, data, _at, seat) => predictPreparing['figure.remove'](meeting, data, seat),
  'item.carry': (meeting, data, _at, seat) => predictPreparing['item.carry'](meeting, data, seat),
  'item.recur': (meeting, data, _at, seat) => predictPreparing['item.recur'](meeting, data, seat),
  'conclusion.recur': (meeting, data, _at, seat) => predictPreparing['conclusion.recur'](meeting, data, seat),
  'figure.file': (meeting, data, _at, seat) => predictPreparing['figure.file'](meeting, data, seat),
};

/** predict lists the events that a command would cause; nothing for commands whose time only the server can say. */
export function predict(meeting: Meeting, command: Command, at: string, seat: string): Event[] {
  const one = table[command.type] as Predict<CommandType> | undefined;
  return one ? one(meeting, command.data as never, at, seat) : [];
}

/** withPending is the confirmed meeting with one's own commands on top, in the order in which they were given. Refused ones change nothing. */
export function withPending(meeting: Meeting, entries: readonly Entry[], seat: string): Meeting {
  let shown = meeting;
  for (const entry of entries) {
    if (entry.refusal) continue;
    const at = new Date(entry.at).toISOString();
    const events = predict(shown, entry.command, at, seat);
    if (events.length > 0) shown = applyEvents(shown, events, { by: seat, at }, pendingRevision);
  }
  return shown;
}
