import { useMeeting } from './store';

/** What this seat may do in the agenda half. The server decides; this only hides what it would refuse. */
export interface Powers {
  /** Chair or secretary: minutes, floor, tasks. */
  staff: boolean;
  chair: boolean;
  secretary: boolean;
}

/** usePowers says what to offer to this seat. */
export function usePowers(): Powers {
  const role = useMeeting((store) => store.me.role);
  return { staff: role === 'chair' || role === 'secretary', chair: role === 'chair', secretary: role === 'secretary' };
}
