import { useEffect, useState } from 'react';
import { call } from '../api';
import { useMeeting } from '../meeting/store';
import type { Deadline } from './deadline';

const askEvery = 260; // at most four questions a second
const longest = 4_000;
const patience = 4_000;
const none: readonly Deadline[] = [];

/** useDeadlines are the deadlines that the server understands in a text. It waits until the typing rests; without a connection there are none, and nothing is said about it. */
export function useDeadlines(text: string): readonly Deadline[] {
  const { meeting, seat } = useMeeting((store) => store.me);
  const connected = useMeeting((store) => store.connection.state === 'open');
  const [answer, setAnswer] = useState({ text: '', found: none });
  const wanted = text.trim() === '' || text.length > longest ? '' : text;

  useEffect(() => {
    if (!connected || wanted === '') return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      const path = `/api/meetings/${encodeURIComponent(meeting)}/deadlines?seat=${encodeURIComponent(seat)}`;
      call<{ matches: Deadline[] }>(path, { body: { text: wanted }, signal: gone.signal, timeout: patience }).then(
        ({ matches }) => setAnswer({ text: wanted, found: matches }),
        () => undefined,
      );
    }, askEvery);
    return () => {
      clearTimeout(timer);
      gone.abort();
    };
  }, [meeting, seat, wanted, connected]);
  // An answer to another text is no answer: a chip must never show what is not written any more.
  return connected && answer.text === wanted ? answer.found : none;
}
