import { describe, expect, it } from 'vitest';
import { applyAll } from './meeting';
import type { Entry } from './outbox';
import { withPending } from './predict';
import { emptyMeeting } from './state';
import { pendingRevision, words, type Command, type Record } from './wire';

const unit = (id: string) => ({ id, name: id, level: 'quan' });
const records: Record[] = [
  {
    version: 1,
    by: 'admin-1',
    at: '2026-12-05T07:00:00Z',
    events: [
      { type: 'meeting.created', data: { title: 'Giao ban', place: '', roster: 'r', starts_at: '2026-12-05T07:00:00Z', host: unit('host'), units: [unit('001'), unit('002')], groups: [] } },
      { type: 'seat.added', data: { seat: 'secretary', unit: 'host', role: 'secretary', name: '', post: '' } },
      { type: 'item.added', data: { item: 'i1', title: 'Mục', kind: 'report', lead: '', presenter: '', minutes: 5 } },
    ],
  },
];
const base = applyAll(emptyMeeting('m'), records);
const entry = (seq: number, command: Command, more: Partial<Entry> = {}): Entry => ({ id: `c${seq}`, seq, command, at: Date.parse('2026-12-05T07:01:00Z'), ...more });

describe('pending commands', () => {
  it('are shown over what is confirmed and leave it alone', () => {
    const shown = withPending(
      base,
      [
        entry(1, { type: 'line.add', data: { line: 'l1', item: 'i1', kind: 'conclusion', text: 'một' } }),
        entry(2, { type: 'line.edit', data: { line: 'l1', was: pendingRevision, text: 'hai' } }),
        entry(3, { type: 'task.assign', data: { assignment: 'a1', line: 'l1', scope: { kind: 'except', except: ['001'], reason: 'x' }, target: { kind: 'none' } } }),
        entry(4, { type: 'floor.request', data: { request: 'r1' } }),
      ],
      'secretary',
    );
    expect(shown.lines[0]).toMatchObject({ id: 'l1', number: 1, revision: pendingRevision, author: 'secretary' });
    expect(words(shown.lines[0]?.text ?? { c: '' })).toBe('hai');
    expect(shown.assignments[0]?.tasks).toEqual([{ id: 'a1.002', unit: '002' }]);
    expect(shown.requests[0]).toMatchObject({ seat: 'secretary', unit: 'host', state: 'waiting' });
    expect(shown.version).toBe(1);
    expect(base.lines).toEqual([]);
  });
  it('that were refused change nothing', () => {
    const refusal = { code: 'conflict' as const, key: 'line_stale', message: { vi: '', en: '' } };
    expect(withPending(base, [entry(1, { type: 'item.remove', data: { item: 'i1' } }, { refusal })], 'secretary')).toBe(base);
  });
  it('whose time only the server knows are not guessed', () => {
    expect(withPending(base, [entry(1, { type: 'item.start', data: { item: 'i1' } })], 'secretary')).toBe(base);
  });
});
