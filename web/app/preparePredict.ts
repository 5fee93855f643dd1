// What one's own commands of prepare.ts will probably become, apart from predict.ts.
import type { PrepareCommands } from './prepare';
import type { Meeting } from './state';
import type { Event } from './wire';

type Told = Event;
type Predict<T extends keyof PrepareCommands> = (meeting: Meeting, data: PrepareCommands[T], seat: string) => Told[];

const text = (v = '') => ({ v: v.trim(), s: '' });

/** The unit that a command speaks for: the one named, else the seat's own. */
const unitOf = (meeting: Meeting, named: string | undefined, seat: string) => named || (meeting.seats.find((row) => row.id === seat)?.unit ?? '');
const paperOf = (meeting: Meeting, paper: string) => meeting.submissions?.find((row) => row.id === paper);

/** The predictions by command. */
export const predictPreparing: { [T in keyof PrepareCommands]: Predict<T> } = {
  'paper.approve'(meeting, { paper }) {
    const row = paperOf(meeting, paper);
    return row ? [{ type: 'paper.approved', data: { ...row, paper } }] : [];
  },
  'paper.return': (meeting, { paper, reason }) => [{ type: 'paper.returned', data: { paper, unit: paperOf(meeting, paper)?.unit ?? '', reason } }],
  'paper.withdraw': (meeting, { paper }) => [{ type: 'paper.withdrawn', data: { paper, unit: paperOf(meeting, paper)?.unit ?? '' } }],
  'invitation.answer': (meeting, { unit, answer, reason, name, post }, seat) => [
    { type: 'invitation.answered', data: { unit: unitOf(meeting, unit, seat), answer, reason: text(reason), name: text(name), post: text(post) } },
  ],
  'figure.define': (_meeting, data) => [{ type: 'figure.defined', data }],
  'figure.remove': (_meeting, data) => [{ type: 'figure.removed', data }],
  'item.carry': (meeting, { before, items }) =>
    items.flatMap(({ from, recurring, ...draft }): Told[] => [
      { type: 'item.added', data: { ...draft, ...(before ? { before } : {}), late: meeting.status !== 'draft' } },
      { type: 'item.carried', data: { item: draft.item, from, ...(recurring ? { recurring } : {}) } },
    ]),
  'item.recur': (_meeting, data) => [{ type: 'item.recurred', data }],
  'conclusion.recur': (_meeting, data) => [{ type: 'conclusion.recurred', data }],
  'figure.file': (meeting, { unit, values }, seat) => [
    { type: 'figure.filed', data: { unit: unitOf(meeting, unit, seat), values: values.map((value) => ({ ...value, text: text(value.text) })) } },
  ],
};
