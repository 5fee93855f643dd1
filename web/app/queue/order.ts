import { uuid7 } from '../ids';
import type { Meeting, Request } from '../state';

/** queueOf is who waits to speak: for the current item first, then the others, each in order (agenda.Meeting.Queue in Go). Question rounds have their own list. */
export function queueOf(meeting: Pick<Meeting, 'requests' | 'current'>): Request[] {
  const waiting = meeting.requests.filter((request) => request.state === 'waiting' && !request.round);
  return [...waiting.filter((request) => request.item === meeting.current), ...waiting.filter((request) => request.item !== meeting.current)];
}

/** roundQueueOf is who waits in the question round that is open, in order. */
export function roundQueueOf({ requests, round }: Pick<Meeting, 'requests' | 'round'>): Request[] {
  return round ? requests.filter((request) => request.state === 'waiting' && request.round === round.id) : [];
}

/** nextSpeaker is who is called when nobody is named: of the question round while there is one, else of the queue. */
export function nextSpeaker(meeting: Pick<Meeting, 'requests' | 'current' | 'round'>): Request | undefined {
  return roundQueueOf(meeting)[0] ?? queueOf(meeting)[0];
}

/** handOf is what a raised hand asks for: to speak or, while a question round is open, to ask. */
export function handOf({ round }: Pick<Meeting, 'round'>, person: string): { request: string; person: string; kind?: 'question' } {
  return { request: uuid7(), person, ...(round ? { kind: 'question' } : {}) };
}

/** spokeFor is how long a request has had the floor by now, milliseconds, without pauses (agenda.Request.Spoken in Go). */
export function spokeFor({ from, until, paused_at, paused_ms = 0 }: Request, now: number): number {
  if (from === null) return 0;
  const end = until ?? paused_at;
  return Math.max(0, (end ? Date.parse(end) : now) - Date.parse(from) - paused_ms);
}

/** limitOf is how many minutes a request may speak: granted, else asked, else usual in this meeting; 0 is no limit (agenda.Meeting.Limit in Go). */
export function limitOf({ rule }: Pick<Meeting, 'rule'>, { granted, minutes }: Request): number {
  return granted ?? (minutes > 0 ? minutes : (rule?.speech ?? 0));
}

/** spokenBy is how long a unit has spoken by now, milliseconds, all its speeches together. */
export function spokenBy(requests: readonly Request[], unit: string, now: number): number {
  return requests.reduce((sum, request) => (request.unit === unit ? sum + spokeFor(request, now) : sum), 0);
}
