import { describe, expect, it } from 'vitest';
import { plan, seatsOf, type Order } from './creation';
import { asCsv, asTable } from './linkTable';

const order: Order = {
  title: 'Giao ban',
  place: '',
  startsAt: '2026-12-05T07:00:00.000Z',
  host: 'Sở Công Thương',
  roster: '2020',
  units: [{ id: '001', name: 'Ba Đình', level: 'quan' }],
  items: [{ title: 'Khai mạc', kind: 'opening', lead: '999', presenter: '', minutes: 5 }],
  chair: { name: 'A', post: 'B' },
  secretary: { name: '', post: '' },
  publish: true,
};

describe('a creation', () => {
  const made = plan(order);
  it('has every id from the beginning, so that it can be repeated', () => {
    expect(new Set(made.steps.map((step) => step.id)).size).toBe(made.steps.length);
    expect(made.meeting).toMatch(/^gb-20261205-[a-z2-9]{4}$/u);
    expect(made.steps.map((step) => step.command.type)).toEqual(['meeting.create', 'item.add', 'seat.add', 'seat.add', 'seat.add', 'meeting.publish']);
    expect(seatsOf(made)).toEqual(['chair', 'secretary', 'unit-001']);
  });
  it('drops a lead unit that was not invited', () => expect(made.steps[1]?.command.data).toMatchObject({ lead: '' }));
  it('does not publish an empty agenda', () => expect(plan({ ...order, items: [] }).steps.some((step) => step.command.type === 'meeting.publish')).toBe(false));
});

describe('the table of links', () => {
  const rows = [{ seat: 's', unit: '=1+1', role: 'Đại biểu', name: 'A "B"\tC', url: 'http://x/#t=1' }];
  it('is CSV that no spreadsheet calculates', () => expect(asCsv(['a', 'b', 'c', 'd'], rows)).toBe('\uFEFF"a","b","c","d"\r\n"\'=1+1","Đại biểu","A ""B""\tC","http://x/#t=1"\r\n'));
  it('is a table to paste', () => expect(asTable(['a', 'b', 'c', 'd'], rows).split('\n')[1]).toBe('=1+1\tĐại biểu\tA "B" C\thttp://x/#t=1'));
});
