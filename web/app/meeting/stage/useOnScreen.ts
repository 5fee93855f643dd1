import { useEffect, type RefObject } from 'react';
import type { Source } from '../../media/frames';
import { useRoomMedia } from '../roomContext';

/**
 * useOnScreen tells the room while the element is visible which picture it shows and how tall it is, so that only those pictures are sent to us, in the
 * size that is needed. `rank` as in Shown: the lower, the more important.
 */
export function useOnScreen(element: RefObject<HTMLElement | null>, seat: string, source: Source, rank: number): void {
  const { wishes } = useRoomMedia();
  useEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const tile = {};
    let visible = false;
    const tell = () => (visible ? wishes.show(tile, { seat, source, height: target.clientHeight, rank }) : wishes.hide(tile));
    const seen = new IntersectionObserver((entries) => {
      visible = entries.at(-1)?.isIntersecting ?? false;
      tell();
    });
    const resized = new ResizeObserver(tell);
    seen.observe(target);
    resized.observe(target);
    return () => {
      seen.disconnect();
      resized.disconnect();
      wishes.hide(tile);
    };
  }, [element, seat, source, rank, wishes]);
}
