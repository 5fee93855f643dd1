import { describe, expect, it } from 'vitest';
import type { Assignment, Line } from '../state';
import { daysLeft, dueOf, lastDay, oddities, shortDay, today } from './due';
import { fateOf } from './fate';
import { emptyScope, readScope } from './scopeForm';
import { readNumber, readTarget, targetForm } from './targetForm';

describe('due dates', () => {
  it('are too late from the next day in Việt Nam', () => {
    expect(dueOf('2020-10-09', 'trước ngày 10-10')).toEqual({ until: '2020-10-09T17:00:00.000Z', words: 'trước ngày 10-10' });
    expect(dueOf('2026-12-31', '  ')).toEqual({ until: '2026-12-31T17:00:00.000Z' });
    expect(lastDay({ until: '2020-10-09T17:00:00Z' })).toBe('2020-10-09');
    expect(lastDay({ until: '2020-10-10T10:00:00Z' })).toBe('2020-10-10');
  });
  it('know the day in Việt Nam, not the screen’s', () => expect(today(Date.parse('2026-12-04T17:30:00Z'))).toBe('2026-12-05'));
  it('warn about weekends and the past', () => {
    const now = Date.parse('2026-12-01T02:00:00Z');
    expect(oddities('2026-12-05', now)).toEqual({ weekend: true, past: false });
    expect(oddities('2026-12-04', now)).toEqual({ weekend: false, past: false });
    expect(oddities('2026-11-30', now).past).toBe(true);
    expect(oddities('2026-12-01', now).past).toBe(false);
  });
  it('count days and write dates', () => {
    expect(daysLeft(dueOf('2026-12-05', ''), Date.parse('2026-12-02T20:00:00Z'))).toBe(2);
    expect(shortDay('2026-12-05')).toBe('05/12/2026');
  });
});

describe('targets', () => {
  const form = (change: Partial<ReturnType<typeof targetForm>>) => ({ ...targetForm({ kind: 'none' }), ...change });
  it.each([
    ['43', 43],
    ['1.234,5', 1234.5],
    ['0,5', 0.5],
    ['1.23', null],
    ['abc', null],
    ['-3', null],
    ['', null],
  ])('reads %j as %j', (typed, value) => expect(readNumber(typed)).toBe(value));
  it('are complete or nothing', () => {
    expect(readTarget(form({ kind: 'number', value: '43', unit: 'cụm' }))).toEqual({ kind: 'number', value: 43, unit: 'cụm' });
    expect(readTarget(form({ kind: 'multiple', value: '3', max: '5' }))).toEqual({ kind: 'multiple', value: 3, max: 5 });
    expect(readTarget(form({ kind: 'multiple', value: '5', max: '3' }))).toBeNull();
    expect(readTarget(form({ kind: 'multiple', value: '0' }))).toBeNull();
    expect(readTarget(form({ kind: 'number', value: '' }))).toBeNull();
    expect(readTarget(form({ kind: 'text', text: ' ' }))).toBeNull();
    expect(readTarget(form({ kind: 'yesno' }))).toEqual({ kind: 'yesno' });
  });
  it('come back as they were typed', () => expect(readTarget(targetForm({ kind: 'number', value: 1.5, unit: 'ha' }))).toEqual({ kind: 'number', value: 1.5, unit: 'ha' }));
});

describe('scopes', () => {
  it('need what they speak of', () => {
    expect(readScope(emptyScope())).toEqual({ kind: 'all' });
    expect(readScope({ ...emptyScope(), kind: 'group' })).toBeNull();
    expect(readScope({ ...emptyScope(), kind: 'ticked', ticked: new Set(['001']) })).toEqual({ kind: 'ticked', units: ['001'] });
    expect(readScope({ ...emptyScope(), kind: 'except', except: new Set(['001']) })).toBeNull();
    expect(readScope({ ...emptyScope(), kind: 'except', except: new Set(['001']), reason: 'không có cụm' })).toEqual({ kind: 'except', except: ['001'], reason: 'không có cụm' });
  });
});

describe('the fate of a conclusion', () => {
  const line = { id: 'l1', settled: '' } as Line;
  const assignment = (more: Partial<Assignment>): Assignment => ({
    id: 'a1',
    line: 'l1',
    scope: { kind: 'all' },
    due: null,
    target: { kind: 'none' },
    product: '',
    supporting: [],
    tasks: [
      { id: 'a1.001', unit: '001' },
      { id: 'a1.002', unit: '002' },
    ],
    at: '',
    by: '',
    revision: 1,
    removed: false,
    ...more,
  });
  it('is open, settled or assigned', () => {
    expect(fateOf(line, { assignments: [] })).toEqual({ kind: 'open' });
    expect(fateOf({ ...line, settled: 'ghi nhận' }, { assignments: [] })).toEqual({ kind: 'settled', reason: 'ghi nhận' });
    expect(fateOf(line, { assignments: [assignment({ removed: true })] })).toEqual({ kind: 'open' });
    expect(fateOf(line, { assignments: [assignment({})] })).toMatchObject({ kind: 'assigned', units: 2, undated: true, unmeasured: true });
  });
  it('counts a unit’s own date', () => {
    const due = { until: '2026-12-05T17:00:00Z' };
    const tasks = [{ id: 'a1.001', unit: '001', due, target: { kind: 'yesno' as const } }];
    expect(fateOf(line, { assignments: [assignment({ tasks })] })).toMatchObject({ units: 1, undated: false, unmeasured: false });
  });
});
