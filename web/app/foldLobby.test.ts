import { expect, it } from 'vitest';
import { lobbyPatience } from './foldLobby';
import { apply, emptyMeeting } from './meeting';
import type { Event } from './wire';

const start = Date.parse('2020-07-29T07:00:00Z');

it('gives the place of who left or waited in vain to the next, and keeps who was answered', () => {
  let meeting = emptyMeeting('m');
  const at = (ms: number, ...events: Event[]) =>
    (meeting = apply(meeting, { version: meeting.version + 1, by: 'system', at: new Date(start + ms).toISOString(), events }));
  const ask = (visitor: string): Event => ({ type: 'lobby.asked', data: { visitor, name: { v: 'B', s: 's' }, organisation: { v: 'C', s: 's' } } });
  at(0, ask('refused'), { type: 'lobby.refused', data: { visitor: 'refused', reason: 'không' } });
  at(0, ask('lapsed'));
  for (let n = 2; n < 500; n++) at(lobbyPatience, ask(`v${n}`), { type: 'lobby.left', data: { visitor: `v${n}` } });
  expect(meeting.visitors).toHaveLength(500);
  at(lobbyPatience, ask('next'));
  expect(meeting.visitors).toHaveLength(500);
  expect(meeting.visitors?.slice(0, 2).map((row) => row.id)).toEqual(['refused', 'v2']);
});
