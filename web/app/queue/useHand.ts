import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import { handOf, queueOf, roundQueueOf } from './order';

/** The hand of one's own seat. */
export interface Hand {
  raised: boolean;
  /** Place in the queue from 1, null when the hand is down. */
  place: number | null;
  speaking: boolean;
  /** Raises or lowers the hand; nobody waits for the answer. */
  toggle: () => void;
}

/** useHand is one's own hand, for the control bar and the queue. */
export function useHand(): Hand {
  const me = useMeeting((store) => store.me);
  const work = useWorkApi();
  const { own, place, speaking } = useWork(({ meeting }) => {
    const round = roundQueueOf(meeting);
    const queue = round.some((request) => request.seat === me.seat) ? round : queueOf(meeting);
    const at = queue.findIndex((request) => request.seat === me.seat);
    return {
      own: queue[at],
      place: at < 0 ? null : at + 1,
      speaking: meeting.floor !== '' && meeting.requests.some((request) => request.id === meeting.floor && request.seat === me.seat),
    };
  });
  const toggle = () => {
    if (own) work.act('floor.withdraw', { request: own.id });
    else work.act('floor.request', handOf(work.store.getState().meeting, me.name));
  };
  return { raised: own !== undefined, place, speaking, toggle };
}
