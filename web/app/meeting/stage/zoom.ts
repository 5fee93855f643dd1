/** How a picture is looked at: its size relative to the frame, and how far it is scrolled, in CSS pixels. */
export interface Zoom {
  scale: number;
  left: number;
  top: number;
}

/** A picture larger than this shows no more. */
const most = 6;

/** fitted is the whole picture. */
export const fitted: Zoom = { scale: 1, left: 0, top: 0 };

/** zoomAt makes the picture larger or smaller by a factor; what is under the point (of the frame) stays there as far as the edges allow. */
export function zoomAt({ scale, left, top }: Zoom, factor: number, point: { x: number; y: number }): Zoom {
  const next = Math.min(most, Math.max(1, scale * factor));
  if (next === 1) return fitted;
  const grown = next / scale;
  return { scale: next, left: Math.max(0, (left + point.x) * grown - point.x), top: Math.max(0, (top + point.y) * grown - point.y) };
}
