import { uuid7 } from '../ids';

const key = 'giaoban.device';

/**
 * deviceId names this browser to the media server. A second window of the same seat in the same browser has the same id and replaces the first, which
 * would otherwise hear its own echo; a reload replaces what the old page left behind.
 */
export function deviceId(): string {
  try {
    const known = localStorage.getItem(key);
    if (known && /^[\w-]{8,64}$/.test(known)) return known;
    const fresh = uuid7();
    localStorage.setItem(key, fresh);
    return fresh;
  } catch {
    return uuid7();
  }
}
