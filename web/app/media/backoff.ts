const least = 200;
const greatest = 5000;

/**
 * waitBefore is the pause before the n-th attempt (0, 1, 2, …) in milliseconds, with full jitter: a server that comes back is not met by everybody
 * at the same instant. 0.2–5 s, as PROTOCOL.md asks.
 */
export function waitBefore(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(greatest, least * 2 ** Math.min(attempt + 1, 10));
  return least + random() * (ceiling - least);
}
