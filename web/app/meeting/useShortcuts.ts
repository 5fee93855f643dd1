import { useEffect } from 'react';
import { actionOf, type Action } from './shortcuts';

const regions = '[data-region]';

/** What the keys do; `talk` is called with true when the key goes down and with false when it comes up. */
export type Handlers = Record<Exclude<Action, 'talk' | 'region' | 'bar'>, () => void> & { talk: (down: boolean) => void };

/** useShortcuts listens to the keys of the catalogue. Space talks only when no control has the focus, where it would press it. */
export function useShortcuts(handlers: Handlers): void {
  useEffect(() => {
    let talking = false;
    const stopTalking = () => {
      if (talking) handlers.talk(false);
      talking = false;
    };
    const down = (event: KeyboardEvent) => {
      const action = actionOf(event);
      if (!action || event.defaultPrevented) return;
      if (action === 'talk') {
        if (isControl(document.activeElement)) return;
        event.preventDefault();
        if (!talking) handlers.talk(true);
        talking = true;
        return;
      }
      event.preventDefault();
      if (event.repeat) return;
      if (action === 'region') nextRegion();
      else if (action === 'bar') focusInto(document.querySelector<HTMLElement>('[data-region="bar"]'));
      else handlers[action]();
    };
    const up = (event: KeyboardEvent) => {
      if (event.code === 'Space') stopTalking();
    };
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', stopTalking);
    return () => {
      stopTalking();
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', stopTalking);
    };
  }, [handlers]);
}

function isControl(element: Element | null): boolean {
  if (!(element instanceof HTMLElement) || element === document.body) return false;
  return !element.matches(regions);
}

function nextRegion(): void {
  const all = [...document.querySelectorAll<HTMLElement>(regions)].filter((region) => region.offsetParent !== null);
  const here = all.findIndex((region) => region.contains(document.activeElement));
  focusInto(all[(here + 1) % all.length] ?? null);
}

function focusInto(region: HTMLElement | null): void {
  if (!region) return;
  const first = region.dataset['region'] === 'bar' ? region.querySelector<HTMLElement>('button:not(:disabled)') : null;
  (first ?? region).focus();
}
