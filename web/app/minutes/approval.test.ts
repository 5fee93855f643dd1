import { describe, expect, it } from 'vitest';
import type { Comment, Line, Meeting } from '../state';
import { attended, commentsOn, commentsOpen, gateOf, isOpen, isSigned, lastMinute } from './approval';

const line = (more: Partial<Line>) =>
  ({ id: 'l1', item: 'i1', kind: 'conclusion', text: { v: 'Đầu tư 43 cụm công nghiệp', s: '' }, person: { v: 'Chủ trì', s: '' }, settled: 'ghi nhận', number: 1, revision: 7, removed: false, internal: false, ...more }) as Line;
const comment = (id: string, answered: boolean) => ({ id, line: 'l1', ...(answered ? { answer: { accepted: true, by: 'chair', at: '' } } : {}) }) as Comment;
const meeting = (more: Partial<Meeting>) => ({ lines: [], assignments: [], seats: [], attendance: [], ...more }) as unknown as Meeting;

describe('the gate before the signature', () => {
  it('counts what is unanswered, unconfirmed and unclear', () => {
    const lines = [line({}), line({ id: 'l2', confirmed: { revision: 7, by: 'chair', at: '' } }), line({ id: 'l3', removed: true }), line({ id: 'l4', internal: true }), line({ id: 'l5', kind: 'shortcoming' })];
    const gate = gateOf(meeting({ lines, comments: [comment('c1', true), comment('c2', false)] }));
    expect(gate).toEqual({ comments: 1, unconfirmed: 1, unclear: 1 });
    expect(isOpen(gate)).toBe(false);
  });
  it('is open when all is said', () => expect(isOpen(gateOf(meeting({ lines: [line({ confirmed: { revision: 7, by: 'chair', at: '' } })] })))).toBe(true));
});

describe('submitted minutes', () => {
  const submitted = { approval: { state: 'submitted', by: 's', at: '', comments_until: '2026-12-05T17:00:00Z' } } as const;
  it('may be commented on until the window ends', () => {
    expect(commentsOpen(submitted, Date.parse('2026-12-05T16:59:59Z'))).toBe(true);
    expect(commentsOpen(submitted, Date.parse('2026-12-05T17:00:00Z'))).toBe(false);
    expect(commentsOpen({ approval: { state: 'submitted', by: 's', at: '' } }, 0)).toBe(false);
    expect(commentsOpen({}, 0)).toBe(false);
  });
  it('name the last minute', () => expect(lastMinute('2026-12-05T17:00:00Z')).toBe('2026-12-05T16:59:00.000Z'));
  it('are read only once signed', () => {
    expect(isSigned(submitted)).toBe(false);
    expect(isSigned({ approval: { ...submitted.approval, state: 'signed' } })).toBe(true);
  });
  it('know who attended and what was said about a line', () => {
    expect(attended(meeting({}), '001')).toBe(false);
    expect(commentsOn({ comments: [comment('c1', false)] }, 'l1')).toHaveLength(1);
    expect(commentsOn({}, 'l1')).toEqual([]);
  });
});
