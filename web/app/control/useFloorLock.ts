import { useRoom } from '../meeting/roomContext';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';

/** The hard floor lock as this seat meets it. */
export interface FloorLock {
  /** Only who has the floor is heard, beside chair and secretaries. */
  locked: boolean;
  /** This seat's own voice is forwarded (agenda.Meeting.MayBeHeard in Go). */
  heard: boolean;
}

/** useFloorLock reads the lock from the meeting; until that has come, from what the media server says. */
export function useFloorLock(): FloorLock {
  const { seat, role } = useMeeting((store) => store.me);
  const said = useRoom((state) => state.locked);
  return useWork(({ meeting, synced }) => {
    const locked = synced ? Boolean(meeting.floor_locked) : said;
    const own = meeting.floor !== '' && meeting.requests.some((request) => request.id === meeting.floor && request.seat === seat);
    return { locked, heard: !locked || own || role === 'chair' || role === 'secretary' };
  });
}
