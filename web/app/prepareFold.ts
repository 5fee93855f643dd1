// The fold of papers, answers and figures, apart from meeting.ts. It gives the same as the apply methods of submission.go, invitation.go and figure.go.
import type { Apply, Writable } from './meeting';
import type { Filed, PrepareEvents, Submission } from './prepare';
import type { Meeting } from './state';

/** put replaces the row that is named, or adds it. */
function put<Row>(rows: readonly Row[] | undefined, same: (row: Row) => boolean, row: Row): Row[] {
  const list = [...(rows ?? [])];
  const at = list.findIndex(same);
  if (at < 0) list.push(row);
  else list[at] = row;
  return list;
}

/** keep leaves these rows of a list; an empty list is none, as in Go. */
function keep<K extends 'figures' | 'templates' | 'calendar'>(meeting: Writable<Meeting>, key: K, left: Meeting[K]): void {
  if (left && left.length > 0) meeting[key] = left;
  else delete meeting[key];
}

const change = (rows: Submission[] | undefined, paper: string, to: Partial<Submission>) => rows?.map((row) => (row.id === paper ? { ...row, ...to } : row));

/** The handlers of this file's events. */
export const preparing: { [T in keyof PrepareEvents]: Apply<T> } = {
  'paper.submitted'({ meeting }, { paper, item = '', unit, seat, title, file, internal }, { at }) {
    const row: Submission = { id: paper, item, unit, seat, title, file, state: 'submitted', at, internal: internal || undefined };
    meeting.submissions = put(meeting.submissions, (one) => one.id === paper, row);
  },
  'paper.approved'({ meeting }, { paper, item = '', unit, seat, title, file, internal }, stamp) {
    const at = meeting.submissions?.find((one) => one.id === paper)?.at ?? stamp.at;
    const row: Submission = { id: paper, item, unit, seat, title, file, state: 'approved', at, internal: internal || undefined };
    meeting.submissions = put(meeting.submissions, (one) => one.id === paper, row);
  },
  'paper.returned'({ meeting }, { paper, reason }) {
    meeting.submissions = change(meeting.submissions, paper, { state: 'returned', reason });
  },
  'paper.withdrawn'({ meeting }, { paper }) {
    meeting.submissions = change(meeting.submissions, paper, { state: 'withdrawn', reason: undefined });
  },
  'invitation.answered'({ meeting }, { unit, answer, reason, name, post }, { by, at }) {
    meeting.replies = put(meeting.replies, (one) => one.unit === unit, { unit, answer, reason, name, post, by, at });
  },
  'figure.defined'({ meeting }, { figure: id, name, measure, kind, roll }) {
    const filed = meeting.figures?.find((one) => one.id === id)?.filed ?? [];
    meeting.figures = put(meeting.figures, (one) => one.id === id, { id, name, measure, kind, roll, filed });
  },
  'figure.removed'({ meeting }, { figure }) {
    keep(meeting, 'figures', meeting.figures?.filter((one) => one.id !== figure));
  },
  'template.saved'({ meeting }, { template }) {
    meeting.templates = put(meeting.templates, (one) => one.id === template.id, template);
  },
  'template.removed'({ meeting }, { template }) {
    keep(meeting, 'templates', meeting.templates?.filter((one) => one.id !== template));
  },
  'calendar.saved'({ meeting }, { year }) {
    meeting.calendar = put(meeting.calendar, (one) => one.year === year.year, year).sort((a, b) => a.year - b.year);
  },
  'calendar.restored'({ meeting }, { year }) {
    keep(meeting, 'calendar', meeting.calendar?.filter((one) => one.year !== year));
  },
  'item.carried'({ meeting }, { item, from, recurring }) {
    meeting.items = meeting.items.map((row) => (row.id === item ? { ...row, from, recurring: recurring || undefined } : row));
  },
  'item.recurred'({ meeting }, { item, recurring }) {
    meeting.items = meeting.items.map((row) => (row.id === item ? { ...row, recurring: recurring || undefined } : row));
  },
  'conclusion.recurred'({ meeting }, { line, recurring }) {
    meeting.lines = meeting.lines.map((row) => (row.id === line ? { ...row, recurring: recurring || undefined } : row));
  },
  'progress.noted'({ meeting }, { meetings, given, overdue, undated, units }, { at }) {
    meeting.progress = { meetings, given, overdue, undated, units, at };
  },
  'figure.filed'({ meeting }, { unit, values }, { by, at }) {
    meeting.figures = meeting.figures?.map((figure) => {
      const value = values.find((one) => one.figure === figure.id);
      if (!value) return figure;
      const filed: Filed = { unit, unknown: value.unknown || undefined, number: value.number ?? 0, text: value.text, by, at };
      return { ...figure, filed: put(figure.filed, (one) => one.unit === unit, filed) };
    });
  },
};
