import { useEffect, useState } from 'react';
import { call } from '../api';

/** useFetched asks the server once when the window opens. */
export function useFetched<T>(path: string): { value: T | null; error: unknown } {
  const [state, setState] = useState<{ value: T | null; error: unknown }>({ value: null, error: null });
  useEffect(() => {
    const leaving = new AbortController();
    call<T>(path, { signal: leaving.signal }).then(
      (value) => setState({ value, error: null }),
      (error: unknown) => !leaving.signal.aborted && setState({ value: null, error }),
    );
    return () => leaving.abort();
  }, [path]);
  return state;
}

/** meetingPath is a path of the meeting's REST for a seat. */
export function meetingPath(me: { meeting: string; seat: string }, name: string): string {
  return `/api/meetings/${encodeURIComponent(me.meeting)}/${name}?seat=${encodeURIComponent(me.seat)}`;
}
