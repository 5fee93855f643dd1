import { useEffect, type RefObject } from 'react';
import { useRoomMedia } from '../roomContext';

/** useSpeakingRing draws the ring round a tile through a CSS variable; speaking changes up to five times a second and must not render anything. */
export function useSpeakingRing(element: RefObject<HTMLElement | null>, seat: string): void {
  const { room } = useRoomMedia();
  useEffect(() => {
    let drawn = false;
    const draw = (speaking: readonly string[]) => {
      const now = speaking.includes(seat);
      if (now === drawn) return;
      drawn = now;
      element.current?.style.setProperty('--ring', now ? '1' : '0');
    };
    draw(room.store.getState().speaking);
    return room.store.subscribe((state, before) => {
      if (state.speaking !== before.speaking) draw(state.speaking);
    });
  }, [element, seat, room]);
}
