import { describe, expect, it } from 'vitest';
import type { Finding } from '../check';
import type { Field, FindingCode, Meeting } from '../state';
import { findingKey, findingsByLine, marksOf } from './findings';

const finding = (field: Field, code: FindingCode): Finding => ({ line: 'l1', item: 'i1', number: 1, field, code });

describe('marks of what is not clear', () => {
  it('say once that nobody was assigned', () => {
    const all = [finding('person', 'nobody'), finding('time', 'missing'), finding('duty', 'nobody'), finding('product', 'missing'), finding('authority', 'unknown')];
    expect(marksOf(all).map((one) => one.field)).toEqual(['authority']);
  });
  it('say each thing that is missing in what was assigned', () => {
    const all = [finding('person', 'everybody'), finding('time', 'missing'), finding('product', 'missing')];
    expect(marksOf(all)).toEqual(all);
  });
  it('have words for what is known and none for what is not', () => {
    expect(findingKey(finding('duty', 'sum'))).toBe('dutySum');
    expect(findingKey({ field: 'duty', code: 'open' })).toBeNull();
  });
  it('are reckoned once for a state', () => {
    const meeting = { lines: [], assignments: [], seats: [] } as unknown as Meeting;
    expect(findingsByLine(meeting)).toBe(findingsByLine(meeting));
  });
});
