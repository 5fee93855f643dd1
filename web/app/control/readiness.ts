import { isHere } from '../delegates/sites';
import { unitLabel, unitOf } from '../meeting/units';
import type { Check, DeviceState, Meeting, Readiness, ReadyLevel, Seat } from '../state';

/** Where a site stands before the meeting: what its check found, or that it made none. */
export type Standing = ReadyLevel | 'unchecked';

/** One site on the readiness board. */
export interface Site {
  seat: string;
  unit: string;
  role: Seat['role'];
  /** The unit, or the person where there is none. */
  name: string;
  standing: Standing;
  ready: Readiness | null;
  /** Somebody is in the meeting from there now. */
  here: boolean;
  phone: string;
  email: string;
}

/** The standings in the order of urgency. */
export const standings: readonly Standing[] = ['red', 'yellow', 'unchecked', 'green'];

/** boardOf lists the seats that take part, those first that need help, otherwise in the order of the meeting. */
export function boardOf(meeting: Pick<Meeting, 'seats' | 'units' | 'host' | 'attendance' | 'phones'>): Site[] {
  const here = new Set(meeting.attendance.filter(isHere).map((presence) => presence.seat));
  return meeting.seats
    .filter((seat) => !seat.revoked && seat.role !== 'administrator')
    .map((seat) => siteOf(meeting, seat, here.has(seat.id)))
    .toSorted((one, other) => standings.indexOf(one.standing) - standings.indexOf(other.standing));
}

function siteOf(meeting: Pick<Meeting, 'units' | 'host' | 'phones'>, seat: Seat, here: boolean): Site {
  const unit = unitOf(meeting, seat.unit);
  const named = seat.role === 'unit' && unit ? unitLabel(unit) : seat.name || (unit ? unitLabel(unit) : seat.id);
  const ready = seat.ready ?? null;
  return {
    seat: seat.id,
    unit: seat.unit,
    role: seat.role,
    name: named,
    standing: ready?.level ?? 'unchecked',
    ready,
    here,
    phone: meeting.phones?.[seat.unit] ?? '',
    email: unit?.email ?? '',
  };
}

/** countOf is how many sites stand so. */
export function countOf(sites: readonly Site[], standing: Standing): number {
  return sites.filter((site) => site.standing === standing).length;
}

/** A part of a check that is not as it should be. */
export interface Trouble {
  part: 'camera' | 'microphone' | 'speaker';
  state: Exclude<DeviceState, 'ok'>;
}

/** troublesOf lists the devices that do not work or were not tried. */
export function troublesOf(check: Check): Trouble[] {
  return (['microphone', 'speaker', 'camera'] as const).flatMap((part) => {
    const state = check[part];
    return state === 'ok' ? [] : [{ part, state }];
  });
}
