import type { Meeting, Presence, Seat } from '../state';
import { words } from '../wire';

/** One seat with the people at it. */
export interface Row {
  seat: Seat;
  present: Presence[];
  /** People behind the cameras of this seat now. */
  people: number;
}

/** isHere says whether a presence lasts. */
export function isHere(presence: Presence): boolean {
  return presence.stays.at(-1)?.until === null;
}

const order = { chair: 0, secretary: 1, unit: 2, guest: 3, administrator: 4 } as const;

/** rowsOf lists the seats, chair and secretary first, units in the meeting's order. */
export function rowsOf(meeting: Pick<Meeting, 'seats' | 'attendance' | 'units'>): Row[] {
  const place = new Map(meeting.units.map((unit, n) => [unit.id, n]));
  const here = meeting.attendance.filter(isHere);
  return meeting.seats
    .map((seat) => {
      const present = here.filter((one) => one.seat === seat.id);
      return { seat, present, people: present.reduce((sum, one) => sum + Math.max(1, one.people), 0) };
    })
    .toSorted((one, other) => order[one.seat.role] - order[other.seat.role] || (place.get(one.seat.unit) ?? -1) - (place.get(other.seat.unit) ?? -1));
}

/** rowTitle is what a row is called: a unit by its name, chair, secretary and guests by theirs, as everybody knows the department. `under` stands below it. */
export function rowTitle({ seat, present }: Row, unit: string): { title: string; under: string } {
  if (seat.role === 'unit') return { title: unit || seat.name || seat.id, under: '' };
  const person = present[0] ? words(present[0].name) : seat.name;
  return { title: person || unit || seat.id, under: person ? unit : '' };
}

/** turnout counts units with somebody here, all units, and people here altogether. */
export function turnout(meeting: Pick<Meeting, 'attendance' | 'units'>): { present: number; units: number; people: number } {
  const here = meeting.attendance.filter(isHere);
  const present = new Set(here.map((one) => one.unit));
  return {
    present: meeting.units.filter((unit) => present.has(unit.id)).length,
    units: meeting.units.length,
    people: here.reduce((sum, one) => sum + Math.max(1, one.people), 0),
  };
}

/** personWords is a person with their post: "Lê Minh Thuý, Phó Chủ tịch". */
export function personWords(presence: Pick<Presence, 'name' | 'post'>): string {
  return [words(presence.name), words(presence.post)].filter(Boolean).join(', ');
}
