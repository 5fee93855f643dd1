import { call, Problem } from './api';

/** The roles a seat may have (agenda.Role in Go). */
export type Role = 'chair' | 'secretary' | 'unit' | 'guest' | 'administrator';

/** What the server says about the seat that this browser holds. */
export interface Session {
  meeting: string;
  seat: string;
  role: Role;
  /** The unit's id; "host" for the department that holds the meeting. */
  unit: string;
  /** Title of the meeting. */
  title: string;
  /** Name of the unit, when the server gives it. */
  unit_name?: string;
  /** Person and post that the secretary entered for the seat. */
  name?: string;
  post?: string;
  chair?: string;
  starts_at?: string;
  /** The last day for handing in papers, as yyyy-mm-dd. */
  papers_due?: string;
  status?: 'draft' | 'published' | 'running' | 'closed';
}

/** A secret of a link, as it stood in the fragment. */
interface Secret {
  path: string;
  token: string;
}

/** Until it is exchanged it lives here and in the state of this entry of the history, so that a reload in between does not lose it; never in storage, never in the address again. */
let secret: Secret | null = null;

/**
 * takeSecret moves `#t=…` from the address into memory and cleans the address at once, so that neither history, bookmarks nor a screen that is
 * shared show it. It is called before anything is rendered; later calls return the secret of the same page, so that a failed exchange can be tried again.
 */
export function takeSecret(): string | null {
  const token = new URLSearchParams(location.hash.slice(1)).get('t');
  if (token) {
    secret = { path: location.pathname, token };
    history.replaceState({ secret }, '', location.pathname + location.search);
  }
  secret ??= reloadedSecret(history.state);
  return secret?.path === location.pathname ? secret.token : null;
}

/** reloadedSecret reads what takeSecret left in the history's entry. */
export function reloadedSecret(state: unknown): Secret | null {
  const kept = typeof state === 'object' && state !== null ? (state as { secret?: unknown }).secret : undefined;
  if (typeof kept !== 'object' || kept === null) return null;
  const { path, token } = kept as Record<string, unknown>;
  return typeof path === 'string' && typeof token === 'string' ? { path, token } : null;
}

/** The secret was exchanged: from now on the cookie speaks. */
function forgetSecret(): void {
  secret = null;
  if (reloadedSecret(history.state)) history.replaceState(null, '');
}

/** enterSeat exchanges the secret for a cookie, or asks whether the cookie is still good. Only the exchange, a POST, changes anything. */
export async function enterSeat(meeting: string, seat: string): Promise<Session> {
  const token = takeSecret();
  if (!token) return call<Session>(`/api/session?${new URLSearchParams({ meeting, seat })}`);
  const session = await call<Session>('/api/session', { body: { meeting, seat, token } });
  forgetSecret();
  return session;
}

/** The journal of administrators; their seats live there, not in a meeting. */
export const directory = 'directory';

/** enterAdministration is enterSeat for the administrator's page, whose link does not name the seat: the server finds it by the secret. */
export async function enterAdministration(): Promise<Session> {
  const token = takeSecret();
  if (!token) return call<Session>(`/api/session?${new URLSearchParams({ meeting: directory, seat: '' })}`);
  const session = await call<Session>('/api/session', { body: { meeting: directory, seat: '', token } });
  forgetSecret();
  return session;
}

/** isRefusal tells a link that cannot work from a failure that may pass. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Problem && ['unauthenticated', 'forbidden', 'not_found', 'closed', 'invalid'].includes(error.code);
}
