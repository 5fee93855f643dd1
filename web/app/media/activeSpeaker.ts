/** Who is shown large, and when that seat was heard last (milliseconds). */
export interface Active {
  seat: string | null;
  heardAt: number;
}

/** How long somebody stays on screen after falling silent, in milliseconds: a cough does not move the picture. */
export const hold = 1800;

/** nextActive chooses who is shown: whoever is shown stays while heard and `hold` longer; then comes the loudest. */
export function nextActive(active: Active, speaking: readonly string[], now: number): Active {
  if (active.seat !== null && speaking.includes(active.seat)) return { seat: active.seat, heardAt: now };
  const loudest = speaking[0];
  if (loudest === undefined) return active;
  if (active.seat !== null && now - active.heardAt < hold) return active;
  return { seat: loudest, heardAt: now };
}
