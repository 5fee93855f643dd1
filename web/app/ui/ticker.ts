type Listener = (now: number) => void;

const every = 250;
const listeners = new Set<Listener>();
let timer: ReturnType<typeof setInterval> | undefined;

/**
 * onTick calls back four times a second with Date.now(), all listeners from one timer, so that clocks change together. The listener writes to the
 * page through a ref, not through React state. The returned function ends it.
 */
export function onTick(listener: Listener): () => void {
  listeners.add(listener);
  listener(Date.now());
  timer ??= setInterval(() => {
    const now = Date.now();
    for (const one of listeners) one(now);
  }, every);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** clockText is a length of time as "0:43:00" or "2:05", rounded down to seconds; negative lengths are 0. */
export function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
