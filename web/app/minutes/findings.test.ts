import { describe, expect, it } from 'vitest';
import type { Finding } from '../check';
import type { Field, FindingCode, Meeting } from '../state';
import { findingKey, findingsByLine, marksOf, pointsOf } from './findings';

const finding = (field: Field, code: FindingCode): Finding => ({ line: 'l1', item: 'i1', number: 1, field, code });

describe('marks of what is not clear', () => {
  it('say once that nobody was assigned', () => {
    const all = [finding('person', 'nobody'), finding('time', 'missing'), finding('duty', 'nobody'), finding('product', 'missing'), finding('authority', 'unknown')];
    expect(marksOf(all).map((one) => one.field)).toEqual(['authority']);
  });
  it('count as one point that nobody was assigned', () => {
    const all = [finding('person', 'nobody'), finding('time', 'missing'), finding('duty', 'nobody'), finding('product', 'missing'), finding('authority', 'unknown')];
    expect(pointsOf(all).map(({ field, code }) => `${field}/${code}`)).toEqual(['person/nobody', 'authority/unknown']);
    expect(pointsOf(all.slice(0, 4))).toHaveLength(1);
  });
  it('count no point that was waived', () => {
    const waived: Finding = { ...finding('time', 'missing'), waived: { field: 'time', code: 'missing', reason: 'theo kế hoạch', by: 'chair', at: '' } };
    expect(pointsOf([waived, finding('product', 'missing')]).map((one) => one.field)).toEqual(['product']);
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
