// The part of the fold that is the floor: the order of the queue, clocks of speeches, question rounds, polls, people in the hall, the chat's switch.
import type { Apply, Fold } from './meeting';
import type { Meeting, Poll, Request, Vote } from './state';
import type { Events } from './wire';

/** Puts a request before another one, or at the end. */
function move(fold: Fold, id: string, before: string | undefined): void {
  const row = fold.find('requests', id);
  if (!row || id === before) return;
  fold.drop('requests', id);
  const rows = fold.list('requests');
  const at = before ? rows.findIndex((one) => one.id === before) : -1;
  rows.splice(at < 0 ? rows.length : at, 0, row);
}

/** What ends a pause at `at`; nothing when there is none. */
export function endPause({ paused_at, paused_ms = 0 }: Request, at: string): Partial<Request> {
  if (!paused_at) return {};
  return { paused_at: undefined, paused_ms: nonZero(paused_ms + Math.max(0, Date.parse(at) - Date.parse(paused_at))) };
}

// Go leaves a zero out.
const nonZero = (n: number) => (n === 0 ? undefined : n);

type FloorEvents = 'floor.moved' | 'floor.skipped' | 'floor.paused' | 'floor.resumed' | 'floor.granted' | 'floor.ruled';

/** The queue in the chair's hands. */
export const debate: { [T in FloorEvents | Extract<keyof Events, `round.${string}` | `chat.${string}`>]: Apply<T> } = {
  'floor.moved': (fold, { request, before }) => move(fold, request, before),
  'floor.skipped'(fold, { request }) {
    if (fold.meeting.floor === request) fold.meeting.floor = '';
    fold.replace('requests', request, ({ skipped = 0 }): Partial<Request> => ({ state: 'waiting', from: null, paused_at: undefined, paused_ms: undefined, skipped: skipped + 1 }));
    move(fold, request, undefined);
  },
  'floor.paused': (fold, { request = '' }, { at }) => fold.replace('requests', request, ({ paused_at }) => ({ paused_at: paused_at ?? at })),
  'floor.resumed': (fold, { request = '' }, { at }) => fold.replace('requests', request, (row) => endPause(row, at)),
  'floor.granted': (fold, { request, minutes }) => fold.replace('requests', request, () => ({ granted: minutes })),
  'floor.ruled': ({ meeting }, { speech, budget }) => void (meeting.rule = { speech, budget }),
  'round.opened': ({ meeting }, { round }, { at }) => void (meeting.round = { id: round, opened_at: at }),
  'round.joined': (fold, { round, request }) => fold.replace('requests', request, () => ({ round })),
  'round.closed'({ meeting }, { round }) {
    if (meeting.round?.id === round) delete meeting.round;
  },
  'chat.switched'({ meeting }, { off }) {
    if (off) meeting.chat_off = true;
    else delete meeting.chat_off;
  },
};

function changePoll({ meeting }: Fold, id: string, change: (poll: Poll) => Partial<Poll>): void {
  meeting.polls = meeting.polls?.map((poll) => (poll.id === id ? { ...poll, ...change(poll) } : poll));
}

function withVote(votes: readonly Vote[], vote: Vote): Vote[] {
  return votes.some((one) => one.unit === vote.unit) ? votes.map((one) => (one.unit === vote.unit ? vote : one)) : [...votes, vote];
}

type HallEvents = 'attendance.noted' | 'attendance.struck' | 'attendance.described';

/** Polls, and the people in the hall. */
export const voting: { [T in HallEvents | Extract<keyof Events, `poll.${string}`>]: Apply<T> } = {
  'poll.opened'({ meeting }, { poll: id, item, question, secret }, { at }) {
    const row: Poll = { id, item, question, ...(secret ? { secret } : {}), opened_at: at, closed_at: null, votes: [] };
    meeting.polls = [...(meeting.polls ?? []), row];
  },
  'poll.voted': (fold, { poll, unit, choice, text }) => changePoll(fold, poll, ({ votes }) => ({ votes: withVote(votes, { unit, ...(choice ? { choice } : {}), text }) })),
  'poll.closed': (fold, { poll, tally, opinions }, { at }) => changePoll(fold, poll, () => ({ closed_at: at, tally, opinions })),
  'attendance.noted'(fold, { presence, unit, name, post, people }, { at }) {
    const old = fold.find('attendance', presence);
    const stays = old?.stays ?? [];
    const here = stays.length > 0 && stays.at(-1)?.until === null;
    fold.put('attendance', { ...(old ?? { id: presence, seat: '', hall: true }), unit, name, post, people, stays: here ? stays : [...stays, { from: at, until: null }] });
  },
  'attendance.struck': (fold, { presence }) => fold.drop('attendance', presence),
  'attendance.described': (fold, { presence, others, people, substitute, instead }) =>
    fold.replace('attendance', presence, () => ({ others, people, substitute: substitute || undefined, instead: 'v' in instead && instead.v === '' ? undefined : instead })),
};

/** openPoll is the poll that is open, if there is one. */
export function openPoll({ polls }: Pick<Meeting, 'polls'>): Poll | undefined {
  const last = polls?.at(-1);
  return last?.closed_at === null ? last : undefined;
}
