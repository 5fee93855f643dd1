import { describe, expect, it } from 'vitest';
import { floorSeat, initials, namingOf, personInitials, queueSeats, shortUnit, sitesOf } from './sites';
import type { MeetingState, SpeechRequest } from './state';

const request = (id: string, seat: string, state: SpeechRequest['state']): SpeechRequest => ({
  id,
  item: 'i1',
  seat,
  unit: seat,
  person: { v: '' },
  subject: { v: '' },
  kind: 'speak',
  minutes: 3,
  state,
  at: '2020-07-29T07:00:00Z',
  from: null,
  until: null,
});

const seat = (id: string, role: 'chair' | 'secretary' | 'unit', unit: string, revoked = false) => ({ id, role, unit, name: `người ${id}`, post: '', revoked, linked: true });

const meeting: MeetingState = {
  id: 'm',
  status: 'running',
  title: 'Giao ban',
  starts_at: '2020-07-29T07:00:00Z',
  opened_at: null,
  closed_at: null,
  host: { id: 'host', name: 'Sở Công Thương Hà Nội', level: 'so' },
  units: [
    { id: '001', name: 'Ba Đình', level: 'quan' },
    { id: '276', name: 'Thạch Thất', level: 'huyen' },
  ],
  seats: [seat('u1', 'unit', '001'), seat('u2', 'unit', '276', true), seat('sec', 'secretary', 'host'), seat('chair', 'chair', 'host')],
  attendance: [
    { id: 'p0', seat: 'u1', unit: '001', name: { v: 'Cũ' }, post: { v: '' }, people: 1, stays: [{ from: 'a', until: 'b' }] },
    { id: 'p1', seat: 'u1', unit: '001', name: { v: 'Lê Minh Thuý' }, post: { v: 'Phó Chủ tịch' }, people: 2, stays: [{ from: 'c', until: null }] },
  ],
  requests: [request('r1', 'u1', 'speaking'), request('r2', 'sec', 'waiting'), request('r3', 'chair', 'withdrawn')],
  floor: 'r1',
};

describe('sites', () => {
  it('come chair first and without revoked seats', () => expect(sitesOf(meeting).map((site) => site.seat)).toEqual(['chair', 'sec', 'u1']));
  it('carry the person who is there, else the one who was named', () => {
    const [chair, , unit] = sitesOf(meeting);
    expect(chair).toMatchObject({ person: 'người chair', here: false, unit: 'Sở Công Thương Hà Nội' });
    expect(unit).toMatchObject({ unit: 'Quận Ba Đình', person: 'Lê Minh Thuý', post: 'Phó Chủ tịch', here: true });
  });
  it('know floor and queue', () => {
    expect(floorSeat(meeting)).toBe('u1');
    expect(queueSeats(meeting)).toEqual(['sec']);
    expect(floorSeat({ ...meeting, floor: '' })).toBeNull();
  });
});

describe('names on tiles', () => {
  it.each([
    ['UBND Quận Ba Đình', 'Quận Ba Đình', 'BĐ'],
    ['Uỷ ban nhân dân phường Ô Chợ Dừa', 'Phường Ô Chợ Dừa', 'ÔCD'],
    ['Sở Công Thương Hà Nội', 'Sở Công Thương Hà Nội', 'SCT'],
    ['Quận 1', 'Quận 1', '1'],
    ['UBND', 'UBND', 'U'],
  ])('%s → %s, %s', (name, short, letters) => {
    expect(shortUnit(name)).toBe(short);
    expect(initials(name)).toBe(letters);
  });

  it.each([
    ['Trần Thị Phương Lan', 'TL'],
    ['Nguyễn Văn A (tên giả định)', 'NA'],
    ['đoàn Ánh', 'ĐÁ'],
    ['Lan', 'L'],
    ['', ''],
  ])('%s → %s', (name, letters) => expect(personInitials(name)).toBe(letters));

  it('name the unit first, but of the department the person', () => {
    const [chair, , unit] = sitesOf(meeting);
    if (!chair || !unit) throw new Error('no sites');
    expect(namingOf(unit, 'Đại biểu')).toEqual({ letters: 'BĐ', first: 'Quận Ba Đình', second: 'Lê Minh Thuý' });
    expect(namingOf({ ...chair, person: 'Trần Thị Phương Lan' }, 'Chủ trì')).toEqual({ letters: 'TL', first: 'Trần Thị Phương Lan', second: 'Chủ trì · Sở Công Thương Hà Nội' });
    expect(namingOf({ ...chair, role: 'guest', unit: '', person: 'Phạm Văn Em', post: 'Báo Hà Nội mới' }, 'Khách mời').second).toBe('Khách mời · Báo Hà Nội mới');
    expect(namingOf({ ...chair, role: 'guest', unit: '', person: 'Phạm Văn Em', post: '' }, 'Khách mời').second).toBe('Khách mời');
    expect(namingOf({ ...chair, person: '' }, 'Chủ trì')).toEqual({ letters: 'SCT', first: 'Chủ trì', second: 'Sở Công Thương Hà Nội' });
  });
});
