import { useEffect, useState } from 'react';
import { call } from '../api';
import { asks, writeFilters, type Filters, type Hit } from './finding';

const rest = 200; // milliseconds without a key before it is looked for

/** What is being looked for: not asked, on its way, here, or failed. */
export interface Search {
  hits: readonly Hit[] | null;
  total: number;
  /** What the hits answer to. */
  query: string;
  error: unknown;
}

const nothing: Search = { hits: null, total: 0, query: '', error: null };

/** useSearch looks for what the filters say a moment after they rest; the old answer stays meanwhile. */
export function useSearch(filters: Filters, asker: { meeting: string; seat: string }): Search {
  const [found, setFound] = useState<Search>(nothing);
  const asked = asks(filters) ? writeFilters(filters) : '';
  const who = new URLSearchParams(Object.entries(asker).filter(([, value]) => value !== '')).toString();
  const { q } = filters;
  useEffect(() => {
    if (asked === '') return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      call<{ hits: Hit[]; total: number }>(`/api/search?${who}&${asked}`, { signal: gone.signal }).then(
        ({ hits, total }) => setFound({ hits, total, query: q, error: null }),
        (error: unknown) => {
          if (!gone.signal.aborted) setFound((before) => ({ ...before, error }));
        },
      );
    }, rest);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [asked, who, q]);
  return asked === '' ? nothing : found;
}
