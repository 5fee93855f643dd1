import { describe, expect, it } from 'vitest';
import { emptyMeeting, type Item, type Meeting } from '../state';
import { countdown, courseOf, lampOf, leftOf, nextItem, overMinutes, span } from './timing';

const t0 = Date.parse('2026-12-05T07:00:00Z');
const minute = 60_000;
const item = (id: string, minutes: number, more: Partial<Item> = {}): Item => ({
  id,
  title: id,
  kind: 'discussion',
  lead: '',
  presenter: '',
  minutes,
  extended: 0,
  internal: false,
  late: false,
  papers: [],
  state: 'planned',
  started_at: null,
  spent_ms: 0,
  ...more,
});
const running = (id: string, minutes: number, startedAt: number, more: Partial<Item> = {}) => item(id, minutes, { state: 'running', started_at: new Date(startedAt).toISOString(), ...more });
const meeting = (items: Item[], more: Partial<Meeting> = {}): Meeting => ({
  ...emptyMeeting('m'),
  status: 'running',
  starts_at: new Date(t0).toISOString(),
  opened_at: new Date(t0).toISOString(),
  items,
  current: items.find((one) => one.state === 'running')?.id ?? '',
  ...more,
});

describe('the countdown', () => {
  it('counts earlier runs', () => expect(leftOf(running('a', 10, t0, { spent_ms: 2 * minute }), t0 + minute)).toBe(7 * minute));
  it.each([
    [0, 'calm'],
    [7.9, 'calm'],
    [8, 'soon'],
    [10, 'soon'],
    [10.1, 'over'],
  ])('after %d of 10 minutes it is %s', (after, lamp) => expect(lampOf(running('a', 10, t0), t0 + after * minute)).toBe(lamp));
  it('has no lamp without a plan', () => expect(lampOf(running('a', 0, t0), t0 + 99 * minute)).toBe('calm'));
  it('writes clocks', () => {
    expect(countdown(8 * minute)).toBe('8:00');
    expect(countdown(1)).toBe('0:01');
    expect(countdown(-5)).toBe('0:00');
    expect(span(3_725_999)).toBe('1:02:05');
    expect(overMinutes(-61_000)).toBe(2);
    expect(overMinutes(5)).toBe(0);
  });
});

describe('the course of the meeting', () => {
  it('is late by what the items took longer', () => {
    const late = meeting([item('a', 5, { state: 'done', spent_ms: 11 * minute }), running('b', 15, t0 + 11 * minute), item('c', 10)]);
    expect(courseOf(late, t0 + 12 * minute)).toEqual({ lateMinutes: 6, endsAt: t0 + 36 * minute });
  });
  it('counts minutes that the chair added and items that came later', () => {
    expect(courseOf(meeting([running('a', 7, t0, { extended: 2 }), item('b', 5, { late: true })]), t0)?.lateMinutes).toBe(7);
  });
  it('is early too, and grows late while an item is over', () => {
    const one = meeting([item('a', 10, { state: 'done', spent_ms: 4 * minute }), running('b', 5, t0 + 4 * minute)]);
    expect(courseOf(one, t0 + 4 * minute)?.lateMinutes).toBe(-6);
    expect(courseOf(one, t0 + 20 * minute)?.lateMinutes).toBe(5);
  });
  it('starts with the opening when the hour is days away', () => {
    const opened = t0 + 400 * 24 * 60 * minute;
    expect(courseOf(meeting([running('a', 10, opened)], { opened_at: new Date(opened).toISOString() }), opened)?.lateMinutes).toBe(0);
  });
  it('is nothing before the opening', () => expect(courseOf(meeting([item('a', 5)], { status: 'published', opened_at: null }), t0)).toBeNull());
});

describe('the next item', () => {
  it('is after the current one, else the first that was left out', () => {
    expect(nextItem(meeting([item('a', 5), running('b', 5, t0), item('c', 5)]))?.id).toBe('c');
    expect(nextItem(meeting([item('a', 5), running('b', 5, t0)]))?.id).toBe('a');
    expect(nextItem(meeting([item('a', 5, { state: 'done' }), running('b', 5, t0)]))).toBeUndefined();
  });
});
