import { describe, expect, it } from 'vitest';
import type { Item } from '../state';
import { pageTitle } from './pageTitle';

const started = '2020-07-29T07:00:00Z';
const begin = Date.parse(started);

const item = (id: string, minutes: number): Item => ({
  id,
  title: id,
  kind: 'report',
  lead: 'host',
  presenter: '',
  minutes,
  extended: 0,
  internal: false,
  late: false,
  papers: [],
  state: id === 'b' ? 'running' : 'planned',
  started_at: id === 'b' ? started : null,
  spent_ms: 0,
});

const words = (key: string, values: Record<string, string | number> = {}) => [key, ...Object.values(values)].join(' ');
const meeting = { title: 'Giao ban', status: 'running' as const, current: 'b', items: [item('a', 5), item('b', 15)] };

describe('the title of the window', () => {
  it('says what is left of which item', () => {
    expect(pageTitle(meeting, begin + (12 * 60 + 46) * 1_000, words)).toBe('● agenda.left 02:14 – meeting.onItem 2 – Giao ban');
    expect(pageTitle({ ...meeting, items: [item('a', 5), item('b', 90)] }, begin, words)).toContain('1:30:00');
  });
  it('says by how much an item is over its plan', () => expect(pageTitle(meeting, begin + 16.5 * 60_000, words)).toBe('● agenda.over 2 – meeting.onItem 2 – Giao ban'));
  it('has no clock for an item without a plan', () => expect(pageTitle({ ...meeting, items: [item('b', 0)] }, begin, words)).toBe('● meeting.onItem 1 – Giao ban'));
  it('is the name alone while no item runs', () => {
    expect(pageTitle({ ...meeting, current: '' }, begin, words)).toBe('Giao ban – app.name');
    expect(pageTitle({ ...meeting, status: 'closed' }, begin, words)).toBe('Giao ban – app.name');
  });
});
