import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

const nearEnd = 80;

/** A list that follows its end: refs of the scrolling element and of what is inside it. */
export interface Follow {
  list: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  /** Rows that came while the end was out of sight. */
  fresh: number;
  follow: () => void;
}

/** useFollow keeps a list at its end while the person is there; otherwise it counts what came since. `count` is the number of rows. */
export function useFollow(count: number): Follow {
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const seen = useRef(count);
  const [fresh, setFresh] = useState(0);

  const follow = useCallback(() => {
    const element = list.current;
    if (element) element.scrollTop = element.scrollHeight;
    setFresh(0);
  }, []);

  useEffect(() => {
    const element = list.current;
    if (!element) return undefined;
    const look = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
      if (atEnd.current) setFresh(0);
    };
    element.addEventListener('scroll', look, { passive: true });
    // The composer grows, the phone's keyboard opens, a conclusion gets its tasks: whoever was at the end stays there.
    const size = new ResizeObserver(() => atEnd.current && follow());
    size.observe(element);
    if (content.current) size.observe(content.current);
    return () => {
      element.removeEventListener('scroll', look);
      size.disconnect();
    };
  }, [follow]);

  useEffect(() => {
    const more = count - seen.current;
    seen.current = count;
    if (atEnd.current) follow();
    else if (more > 0) setFresh((before) => before + more);
  }, [count, follow]);

  return { list, content, fresh, follow };
}
