import { check } from '../check';
import type { Line, Meeting } from '../state';

/** openShortcomings are the shortcomings of items that are over, from which nothing follows yet. */
export function openShortcomings(meeting: Meeting): Line[] {
  const over = new Set(meeting.items.filter((item) => item.state === 'done' && item.id !== meeting.current).map((item) => item.id));
  const open = new Set(check(meeting).filter((finding) => finding.code === 'open' && !finding.waived).map((finding) => finding.line));
  return meeting.lines.filter((line) => open.has(line.id) && (over.has(line.item) || meeting.status === 'closed'));
}
