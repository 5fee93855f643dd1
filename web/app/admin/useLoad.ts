import { useCallback, useEffect, useState } from 'react';
import { call } from '../api';

/** What is being fetched: not here yet, here, or failed. */
export interface Load<T> {
  value: T | null;
  error: unknown;
  again: () => void;
}

/** useLoad fetches JSON when the page opens and whenever `again` is called; the old value stays meanwhile. */
export function useLoad<T>(path: string): Load<T> {
  const [state, setState] = useState<{ value: T | null; error: unknown }>({ value: null, error: null });
  const load = useCallback(
    (signal?: AbortSignal) =>
      call<T>(path, signal ? { signal } : {}).then(
        (value) => setState({ value, error: null }),
        (error: unknown) => {
          if (!signal?.aborted) setState((before) => ({ ...before, error }));
        },
      ),
    [path],
  );
  useEffect(() => {
    const leaving = new AbortController();
    void load(leaving.signal);
    return () => leaving.abort();
  }, [load]);
  const again = useCallback(() => void load(), [load]);
  return { ...state, again };
}
