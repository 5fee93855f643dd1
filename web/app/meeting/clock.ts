import { useEffect, useRef, type RefObject } from 'react';
import { useWorkApi } from './work';

export { ddmmyyyy, hhmm, hhmmss } from '../ui/clock';

const period = 250;

/** Ticker calls its listeners four times a second while there are any: one timer for the whole page. */
class Ticker {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setInterval> | undefined;

  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => this.listeners.forEach((one) => one()), period);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  }
}

const ticker = new Ticker();

/**
 * useTick calls `paint` with the element and the server's time now, at once and then four times a second. What it paints (text, attributes, CSS variables) never goes
 * through React's state.
 */
export function useTick<E extends HTMLElement>(paint: (element: E, now: number) => void): RefObject<E | null> {
  const work = useWorkApi();
  const element = useRef<E>(null);
  const latest = useRef(paint);
  useEffect(() => {
    latest.current = paint;
    if (element.current) paint(element.current, work.now());
  });
  useEffect(() => {
    const run = () => {
      if (element.current) latest.current(element.current, work.now());
    };
    return ticker.listen(run);
  }, [work]);
  return element;
}
