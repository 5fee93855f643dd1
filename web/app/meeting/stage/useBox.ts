import { useLayoutEffect, useState, type RefObject } from 'react';

/** useBox is the inner size of an element in CSS pixels, followed as it changes; zero before the first measure. */
export function useBox(element: RefObject<HTMLElement | null>): { width: number; height: number } {
  const [box, setBox] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const measure = () => {
      const next = { width: target.clientWidth, height: target.clientHeight };
      setBox((before) => (before.width === next.width && before.height === next.height ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return box;
}
