import { useEffect, useState } from 'react';
import { call } from '../api';
import { useMeeting } from '../meeting/store';
import type { Earlier } from './precedent';

const rest = 500; // milliseconds without a key before it is asked
const leastWords = 4;
const longest = 4_000;
const none: readonly Earlier[] = [];

/** useSimilar are open conclusions of earlier meetings that say nearly what is being typed. Without a connection there are none, and nothing is said about it. */
export function useSimilar(text: string): readonly Earlier[] {
  const { meeting, seat } = useMeeting((store) => store.me);
  const connected = useMeeting((store) => store.connection.state === 'open');
  const [answer, setAnswer] = useState({ text: '', found: none });
  const wanted = text.trim().split(/\s+/u).length < leastWords || text.length > longest ? '' : text.trim();
  useEffect(() => {
    if (!connected || wanted === '') return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      const path = `/api/meetings/${encodeURIComponent(meeting)}/similar?seat=${encodeURIComponent(seat)}`;
      call<{ similar: Earlier[] }>(path, { body: { text: wanted }, signal: gone.signal, timeout: 4_000 }).then(
        ({ similar }) => setAnswer({ text: wanted, found: similar }),
        () => undefined,
      );
    }, rest);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [meeting, seat, wanted, connected]);
  // While a few more letters are typed the answer to the letters before stays: it is about an earlier meeting, not about these words.
  return wanted !== '' && wanted.startsWith(answer.text.slice(0, 12)) ? answer.found : none;
}
