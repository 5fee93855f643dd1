import { useEffect, useRef, type RefObject } from 'react';
import { edgesOf } from './edges';

/** useEdges marks a row that scrolls sideways with data-start and data-end where it goes on out of sight; the marks never go through React's state. `count` is the number of things in it. */
export function useEdges<E extends HTMLElement>(count: number): RefObject<E | null> {
  const row = useRef<E>(null);
  useEffect(() => {
    const element = row.current;
    if (!element) return undefined;
    const look = () => {
      const { start, end } = edgesOf(element);
      element.toggleAttribute('data-start', start);
      element.toggleAttribute('data-end', end);
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    // The window becomes narrower, a tab's number gets a digit more.
    const size = new ResizeObserver(look);
    size.observe(element);
    for (const child of element.children) size.observe(child);
    return () => {
      element.removeEventListener('scroll', look);
      size.disconnect();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the things in it change with their number
  }, [count]);
  return row;
}
