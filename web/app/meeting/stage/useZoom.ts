import { useEffect, type RefObject } from 'react';
import { zoomAt } from './zoom';

/** What one tap of a button or two of a finger do. */
const step = 1.6;
const tapped = 2.5;
const doubleTap = 300;

/** Actions for the buttons that do what the gestures do. */
export interface ZoomActions {
  larger: () => void;
  smaller: () => void;
  fit: () => void;
}

/**
 * useZoom lets a frame that scrolls show its only child larger: two fingers, a double tap (or click), Ctrl and the wheel, or the buttons. Moving about is the
 * frame's own scrolling, by finger, wheel and keys. Nothing is rendered for it: the size is a CSS variable.
 */
export function useZoom(frame: RefObject<HTMLElement | null>): ZoomActions {
  useEffect(() => (frame.current ? gestures(frame.current) : undefined), [frame]);
  const press = (factor: number) => () => frame.current && apply(frame.current, factor);
  return { larger: press(step), smaller: press(1 / step), fit: press(0) };
}

function scaleOf(frame: HTMLElement): number {
  return Number(frame.style.getPropertyValue('--zoom')) || 1;
}

/** Changes the size by a factor round a point of the frame, its middle unless told. */
function apply(frame: HTMLElement, factor: number, at?: { x: number; y: number }): void {
  const point = at ?? { x: frame.clientWidth / 2, y: frame.clientHeight / 2 };
  const next = zoomAt({ scale: scaleOf(frame), left: frame.scrollLeft, top: frame.scrollTop }, factor, point);
  frame.style.setProperty('--zoom', String(next.scale));
  frame.toggleAttribute('data-zoomed', next.scale > 1);
  frame.scrollTo(next.left, next.top);
}

function gestures(target: HTMLElement): () => void {
  const fingers = new Map<number, { x: number; y: number }>();
  const ending = new AbortController();
  const { signal } = ending;
  let tappedAt = 0;
  const at = (event: MouseEvent) => {
    const box = target.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const toggle = (point: { x: number; y: number }) => apply(target, scaleOf(target) > 1 ? 0 : tapped, point);
  const move = (event: PointerEvent) => {
    const before = fingers.get(event.pointerId);
    const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
    if (!before || !other) return;
    const now = at(event);
    const apart = (finger: { x: number; y: number }) => Math.max(1, Math.hypot(finger.x - other.x, finger.y - other.y));
    apply(target, apart(now) / apart(before), { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 });
    fingers.set(event.pointerId, now);
  };
  const lift = (event: PointerEvent) => {
    fingers.delete(event.pointerId);
  };
  target.addEventListener(
    'pointerdown',
    (event) => {
      if (event.pointerType !== 'touch') return;
      fingers.set(event.pointerId, at(event));
      if (fingers.size > 1) return;
      if (event.timeStamp - tappedAt < doubleTap) toggle(at(event));
      tappedAt = event.timeStamp;
    },
    { signal },
  );
  target.addEventListener('pointermove', move, { signal });
  for (const end of ['pointerup', 'pointercancel'] as const) target.addEventListener(end, lift, { signal });
  target.addEventListener('dblclick', (event) => !('ontouchstart' in window) && toggle(at(event)), { signal });
  target.addEventListener(
    'wheel',
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      apply(target, Math.exp(-event.deltaY / 300), at(event));
    },
    { signal, passive: false },
  );
  return () => ending.abort();
}
