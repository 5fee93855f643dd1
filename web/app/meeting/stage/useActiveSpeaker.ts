import { useEffect, useState } from 'react';
import { hold, nextActive, type Active } from '../../media/activeSpeaker';
import { useRoomMedia } from '../roomContext';

/** useActiveSpeaker is the seat to show large by voice, ours left out; it changes at most every `hold`. */
export function useActiveSpeaker(me: string): string | null {
  const { room } = useRoomMedia();
  const [seat, setSeat] = useState<string | null>(null);
  useEffect(() => {
    let active: Active = { seat: null, heardAt: 0 };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      const speaking = room.store.getState().speaking.filter((one) => one !== me);
      active = nextActive(active, speaking, performance.now());
      setSeat(active.seat);
      // The server speaks up only on change: while somebody is heard, look again when the hold of who is shown ends.
      if (speaking.length > 0) timer = setTimeout(look, hold);
    };
    look();
    const stop = room.store.subscribe((state, before) => {
      if (state.speaking !== before.speaking) look();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [me, room]);
  return seat;
}
