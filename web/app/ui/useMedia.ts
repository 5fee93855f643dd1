import { useCallback, useSyncExternalStore } from 'react';

/** Phones and narrow windows: stage above, tabs below. The same number as in the style sheets. */
export const narrow = '(max-width: 53.75em)';
/** Wide enough for three columns. */
export const wide = '(min-width: 75em)';

/** useMedia says whether a media query holds, and renders again when that changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
