/** What the watchdog remembers. Times in milliseconds. */
export interface Watch {
  packets: number;
  /** When the count last grew, or when media began to be expected. */
  aliveAt: number;
  restartedAt: number;
  restarts: number;
}

/** Silence of this length is a broken path: Chromium itself goes on calling it connected for 11 s and more. */
export const silence = 1200;
/** After this much of it the socket is asked whether it lives: an answer costs nothing, and without one both connections are made anew sooner than a path is mended. */
export const suspicion = 800;
/** A connection on which nothing has come yet is still being made: seeking its path anew would begin everything again, and takes longer than letting it be. */
export const beginning = 4000;
// A sender that fell silent looks the same from here, so restarts become rarer while nothing changes.
const pauses = [2500, 5000, 10_000, 20_000];

/** isSuspicious says that what came has stopped coming, perhaps for longer than a lost packet or two. */
export function isSuspicious(watch: Watch, now: number): boolean {
  return watch.packets > 0 && now - watch.aliveAt >= suspicion;
}

/** newWatch starts counting at `now`. */
export function newWatch(now: number): Watch {
  return { packets: 0, aliveAt: now, restartedAt: -Infinity, restarts: 0 };
}

/**
 * observe takes the number of packets (or bytes) received so far and says whether the path must be sought anew after `limit` milliseconds of silence. Nothing
 * is expected (nobody sends to us): then silence is right.
 */
export function observe(watch: Watch, packets: number, expected: boolean, now: number, limit = silence): { watch: Watch; restart: boolean } {
  if (packets !== watch.packets) return { watch: { ...watch, packets, aliveAt: now, restarts: 0 }, restart: false };
  if (!expected) return { watch: { ...watch, aliveAt: now }, restart: false };
  const pause = pauses[Math.min(watch.restarts, pauses.length) - 1] ?? 0;
  const patience = watch.packets === 0 ? Math.max(limit, beginning) : limit;
  if (now - watch.aliveAt < patience || now - watch.restartedAt < pause) return { watch, restart: false };
  return { watch: { ...watch, restartedAt: now, restarts: watch.restarts + 1 }, restart: true };
}
