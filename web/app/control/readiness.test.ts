import { describe, expect, it } from 'vitest';
import { emptyMeeting, type Check, type Seat } from '../state';
import { boardOf, countOf, troublesOf } from './readiness';

const check: Check = { network: 'udp', camera: 'ok', microphone: 'ok', speaker: 'ok', level: 'green' };
const at = '2026-07-29T06:30:00Z';
const seat = (id: string, level?: Check['level']): Seat => ({
  id: `unit-${id}`,
  unit: id,
  role: 'unit',
  name: '',
  post: '',
  revoked: false,
  linked: true,
  ...(level ? { ready: { ...check, level, at } } : {}),
});
const meeting = {
  ...emptyMeeting('m'),
  host: { id: 'host', name: 'Sở Công Thương', level: 'so' },
  units: [
    { id: '001', name: 'Ba Đình', level: 'quan', email: 'bd@donvi.example' },
    { id: '002', name: 'Hoàn Kiếm', level: 'quan' },
    { id: '003', name: 'Tây Hồ', level: 'quan' },
  ],
  seats: [seat('001', 'green'), seat('002'), { ...seat('003', 'red'), revoked: true }, seat('003', 'red'), { ...seat('host'), id: 'chair', role: 'chair' as const, name: 'Trần Thị Phương Lan' }],
  phones: { '001': '024 3825 1234' },
};

describe('boardOf', () => {
  const board = boardOf(meeting);
  it('puts first who needs help, leaves out whose link was taken back', () =>
    expect(board.map((site) => [site.name, site.standing])).toEqual([
      ['Quận Tây Hồ', 'red'],
      ['Quận Hoàn Kiếm', 'unchecked'],
      ['Trần Thị Phương Lan', 'unchecked'],
      ['Quận Ba Đình', 'green'],
    ]));
  it('has phone and address beside the site', () => expect(board.at(-1)).toMatchObject({ phone: '024 3825 1234', email: 'bd@donvi.example', here: false }));
  it('counts', () => expect([countOf(board, 'unchecked'), countOf(board, 'yellow')]).toEqual([2, 0]));
});

describe('troublesOf', () => {
  it('names what does not work, the microphone first', () =>
    expect(troublesOf({ ...check, camera: 'busy', microphone: 'denied' })).toEqual([
      { part: 'microphone', state: 'denied' },
      { part: 'camera', state: 'busy' },
    ]));
  it('is empty when all is well', () => expect(troublesOf(check)).toEqual([]));
});
