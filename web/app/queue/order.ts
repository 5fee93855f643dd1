import type { Meeting, Request } from '../state';

/** queueOf is who waits to speak: for the current item first, then the others, each in the order of asking (agenda.Meeting.Queue in Go). */
export function queueOf(meeting: Pick<Meeting, 'requests' | 'current'>): Request[] {
  const waiting = meeting.requests.filter((request) => request.state === 'waiting');
  return [...waiting.filter((request) => request.item === meeting.current), ...waiting.filter((request) => request.item !== meeting.current)];
}

/** spokeFor is how long a request has had the floor by now, milliseconds. */
export function spokeFor(request: Request, now: number): number {
  if (request.from === null) return 0;
  return Math.max(0, (request.until === null ? now : Date.parse(request.until)) - Date.parse(request.from));
}
