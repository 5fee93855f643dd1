import type { Meeting } from '../state';

const known = new WeakMap<Meeting, Meeting>();

/**
 * publicPart is the meeting without what only staff may see: a wall opened with a secretary's link hangs before everybody. Internal items, notes and lines of internal
 * items are left out; while an internal item runs, none does.
 */
export function publicPart(meeting: Meeting): Meeting {
  const reckoned = known.get(meeting);
  if (reckoned) return reckoned;
  const hidden = new Set(meeting.items.filter((item) => item.internal).map((item) => item.id));
  const shown: Meeting = {
    ...meeting,
    items: meeting.items.filter((item) => !item.internal),
    lines: meeting.lines.filter((line) => !line.internal && !line.removed),
    current: hidden.has(meeting.current) ? '' : meeting.current,
    requests: meeting.requests.map((request) => (hidden.has(request.item) ? { ...request, item: '', subject: { v: '', s: '' } } : request)),
  };
  if (meeting.readback && hidden.has(meeting.readback)) delete (shown as { readback?: string }).readback;
  known.set(meeting, shown);
  return shown;
}
