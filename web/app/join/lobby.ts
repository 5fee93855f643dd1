import { call, Problem } from '../api';
import { takeSecret } from '../session';

/** Where a stranger's wish to come in stands, as web/API.md has it. */
export interface Visit {
  state: 'door' | 'waiting' | 'admitted' | 'refused' | 'left' | 'expired';
  reason?: string;
  /** Admitted, or here already: the seat to go to. */
  seat?: string;
  name?: string;
  organisation?: string;
  /** When the wish lapses. */
  until?: string;
  title: string;
  host: string;
  status: 'draft' | 'published' | 'running' | 'closed';
  starts_at: string;
}

const waitSeconds = 25;
const pause = 3_000;

const path = (meeting: string, rest = '') => `/api/meetings/${encodeURIComponent(meeting)}/lobby${rest}`;

/** atDoor finds out where this browser stands: it waits or was answered (its cookie says so), or it comes with the lobby's link. */
export async function atDoor(meeting: string): Promise<Visit> {
  const token = takeSecret();
  let known: Visit | null = null;
  try {
    known = await call<Visit>(path(meeting));
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'unauthenticated' || !token) throw error;
  }
  if (known && (known.state === 'waiting' || known.seat || !token)) return known;
  const door = await call<Visit>(path(meeting, '/door'), { body: { token } });
  // Whoever was refused is told so again before asking anew.
  return known?.state === 'refused' && !door.seat ? known : door;
}

/** ask says who wants to come in. */
export function ask(meeting: string, name: string, organisation: string): Promise<Visit> {
  return call<Visit>(path(meeting), { body: { token: takeSecret() ?? '', name, organisation } });
}

/** giveUp takes the wish back. */
export function giveUp(meeting: string): Promise<void> {
  return call(path(meeting), { method: 'DELETE' });
}

/** follow waits for an answer and tells it, once; the returned function ends it. A failure that may pass is not told. */
export function follow(meeting: string, tell: (visit: Visit) => void, fail: (error: unknown) => void): () => void {
  const leaving = new AbortController();
  const look = async () => {
    while (!leaving.signal.aborted) {
      try {
        const visit = await call<Visit>(path(meeting), { signal: leaving.signal, wait: waitSeconds });
        if (visit.state !== 'waiting' || visit.status === 'closed') {
          if (!leaving.signal.aborted) tell(visit);
          return;
        }
      } catch (error) {
        if (leaving.signal.aborted) return;
        if (error instanceof Problem && error.code === 'unauthenticated') {
          fail(error);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };
  void look();
  return () => leaving.abort();
}
