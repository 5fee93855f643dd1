import type { Role } from '../session';
import { isNameOf } from '../ui/fold';
import type { MeetingState } from './state';
import { unitLabel } from './units';

/** One seat as the stage shows it: unit on line 1, person on line 2. */
export interface Site {
  seat: string;
  role: Role;
  unit: string;
  person: string;
  post: string;
  /** Somebody is at the seat now. */
  here: boolean;
}

// "UBND Quận Ba Đình" and "Ủy ban nhân dân phường …" say nothing on a tile but take half of it.
const prefix = /^(ubnd|uỷ ban nhân dân|ủy ban nhân dân)\s+(?=\S)/iu;

/** shortUnit is a unit's name without the words that all of them share, for places where every letter counts. The first letter is a capital. */
export function shortUnit(name: string): string {
  const rest = name.normalize('NFC').replace(prefix, '');
  return rest.charAt(0).toLocaleUpperCase('vi') + rest.slice(1);
}

/** initials are at most three letters to show where there is no picture: "Quận Ba Đình" gives "BĐ", "Quận 1" gives "1", "Sở Công Thương" gives "SCT". */
export function initials(unit: string): string {
  const words = shortUnit(unit)
    .replace(/^(quận|huyện|thị xã|phường|xã|thành phố|tp\.?|thị trấn|đặc khu)\s+/iu, '')
    .split(/[\s\-–,.]+/u)
    .filter(Boolean);
  return words
    .slice(0, 3)
    .map((word) => (/^\d+$/u.test(word) ? word : word.charAt(0).toLocaleUpperCase('vi')))
    .join('');
}

/** personInitials are the first letters of family and given name: "Trần Thị Phương Lan" gives "TL". What stands in brackets is not part of a name. */
export function personInitials(name: string): string {
  const words = name
    .normalize('NFC')
    .replace(/\(.*?\)/gu, ' ')
    .split(/[\s.]+/u)
    .filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0).toLocaleUpperCase('vi') ?? '').join('');
}

/** What a tile says of a site: letters where there is no picture, the line that names it, and the line below. */
export interface Naming {
  letters: string;
  first: string;
  second: string;
}

/**
 * namingOf names a unit's site after the unit and whoever sits there; the department's own seats share one unit, so they are named after the person, with role
 * and unit below, a guest's organisation where there is no unit. `role` is the role in words.
 */
export function namingOf(site: Site, role: string): Naming {
  const unit = shortUnit(site.unit);
  if (site.role === 'unit') return { letters: initials(site.unit), first: unit, second: site.person };
  if (!site.person) return { letters: initials(site.unit), first: role, second: unit };
  return { letters: personInitials(site.person), first: site.person, second: [role, unit || site.post].filter(Boolean).join(' · ') };
}

/** sitesOf lists the seats that take part (no revoked ones, no administrators), chair first, then the secretary, then the order of the meeting. */
export function sitesOf(meeting: Pick<MeetingState, 'host' | 'units' | 'attendance' | 'seats'>): Site[] {
  const units = new Map([meeting.host, ...meeting.units].map((unit) => [unit.id, unitLabel(unit)]));
  const present = new Map<string, { name: string; post: string }>();
  for (const presence of meeting.attendance) {
    const last = presence.stays.at(-1);
    if (last && last.until === null) present.set(presence.seat, { name: presence.name.v ?? '', post: presence.post.v ?? '' });
  }
  return meeting.seats
    .filter((seat) => !seat.revoked && seat.role !== 'administrator')
    .map((seat) => {
      const person = present.get(seat.id);
      const unit = units.get(seat.unit) ?? seat.unit;
      return {
        seat: seat.id,
        role: seat.role,
        unit,
        person: person?.name || (isNameOf(seat.name, unit) ? '' : seat.name),
        post: person?.post || seat.post,
        here: person !== undefined,
      };
    })
    .toSorted((one, other) => rank(one.role) - rank(other.role));
}

function rank(role: Role): number {
  if (role === 'chair') return 0;
  return role === 'secretary' ? 1 : 2;
}

/** floorSeat is the seat that has the floor, or null. */
export function floorSeat(meeting: MeetingState): string | null {
  if (!meeting.floor) return null;
  return meeting.requests.find((request) => request.id === meeting.floor)?.seat ?? null;
}

/** queueSeats are the seats that wait to speak, first come first. */
export function queueSeats(meeting: MeetingState): string[] {
  return meeting.requests.filter((request) => request.state === 'waiting').map((request) => request.seat);
}
