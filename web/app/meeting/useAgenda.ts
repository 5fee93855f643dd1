import { useEffect } from 'react';
import { Problem } from '../api';
import { handOf } from '../queue/order';
import type { Refusal } from '../wire';
import { useMeetingApi, type MeetingStore } from './store';
import { workOf, type Work } from './work';

/** useAgenda connects the page's store with the agenda socket for as long as the room is on screen. */
export function useAgenda(): void {
  const store = useMeetingApi();
  useEffect(() => {
    const work = workOf(store);
    store.setState({ actions: actionsOf(work, () => store.getState()) });
    return work.start();
  }, [store]);
}

const asProblem = (error: unknown): never => {
  const { code, key, message, detail } = error as Refusal;
  throw new Problem(code, key, message, 0, detail);
};

function actionsOf(work: Work, state: () => MeetingStore): NonNullable<MeetingStore['actions']> {
  const own = (seat: string) => work.store.getState().meeting.requests.filter((request) => request.seat === seat && request.state === 'waiting');
  return {
    raiseHand: () => work.give('floor.request', handOf(work.store.getState().meeting, state().me.name)).catch(asProblem),
    async lowerHand() {
      await Promise.all(own(state().me.seat).map((request) => work.give('floor.withdraw', { request: request.id }))).catch(asProblem);
    },
    leave: () => work.leave(),
    reconnect: () => work.reconnect(),
    check: () => work.check(),
  };
}
