/** At which ends of a row something is out of sight. */
export interface Edges {
  start: boolean;
  end: boolean;
}

/** Less than this, in pixels, is rounding. */
const slack = 2;

/** edgesOf says at which ends a row that scrolls sideways goes on. */
export function edgesOf({ scrollLeft, scrollWidth, clientWidth }: Pick<HTMLElement, 'scrollLeft' | 'scrollWidth' | 'clientWidth'>): Edges {
  return { start: scrollLeft > slack, end: scrollWidth - clientWidth - scrollLeft > slack };
}
