import { useRoom } from '../meeting/roomContext';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import type { Meeting } from '../state';

/** mayBeHeard says whether the voice of a seat is forwarded while the floor is locked (agenda.Meeting.MayBeHeard in Go). */
export function mayBeHeard({ floor, requests }: Pick<Meeting, 'floor' | 'requests'>, seat: string, role: string): boolean {
  return role === 'chair' || role === 'secretary' || (floor !== '' && requests.some((request) => request.id === floor && request.seat === seat));
}

/** The hard floor lock as this seat meets it. */
export interface FloorLock {
  /** Only who has the floor is heard, beside chair and secretaries. */
  locked: boolean;
  /** This seat's own voice is forwarded. */
  heard: boolean;
}

/** useFloorLock reads the lock from the meeting; until that has come, from what the media server says. */
export function useFloorLock(): FloorLock {
  const { seat, role } = useMeeting((store) => store.me);
  const said = useRoom((state) => state.locked);
  return useWork(({ meeting, synced }) => {
    const locked = synced ? Boolean(meeting.floor_locked) : said;
    return { locked, heard: !locked || mayBeHeard(meeting, seat, role) };
  });
}

/** useHeard says whether a seat would be heard if it spoke now. */
export function useHeard(seat: string, role: string): boolean {
  return useWork(({ meeting }) => !meeting.floor_locked || mayBeHeard(meeting, seat, role));
}
