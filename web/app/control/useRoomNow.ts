import { useEffect, useRef, useState } from 'react';
import { call } from '../api';
import type { RoomPeer } from './roomNow';

const lookEvery = 1000;
const afterFailure = 3000;

/** What useRoomNow gives: who is in the room, rendered when that changes, and why the last look failed. */
export interface RoomNow {
  peers: readonly RoomPeer[] | null;
  error: unknown;
}

/**
 * useRoomNow looks at the media room once a second while the page is seen. `figures` is called with every look and writes into the page itself: only who is in
 * the room is React's business.
 */
export function useRoomNow(meeting: string, seat: string, figures: (peers: readonly RoomPeer[]) => void): RoomNow {
  const [now, setNow] = useState<RoomNow>({ peers: null, error: null });
  const write = useRef(figures);
  useEffect(() => {
    write.current = figures;
  });
  useEffect(() => {
    const leaving = new AbortController();
    const path = `/api/meetings/${encodeURIComponent(meeting)}/room?${new URLSearchParams({ seat })}`;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async () => {
      let pause = lookEvery;
      try {
        if (document.visibilityState === 'visible') {
          const { peers } = await call<{ peers: RoomPeer[] }>(path, { signal: leaving.signal });
          setNow((before) => (before.error === null && sameDevices(before.peers, peers) ? before : { peers, error: null }));
          write.current(peers);
        }
      } catch (error) {
        if (leaving.signal.aborted) return;
        setNow((before) => ({ ...before, error }));
        pause = afterFailure;
      }
      if (!leaving.signal.aborted) timer = setTimeout(() => void look(), pause);
    };
    void look();
    return () => {
      leaving.abort();
      clearTimeout(timer);
    };
  }, [meeting, seat]);
  return now;
}

function sameDevices(before: readonly RoomPeer[] | null, now: readonly RoomPeer[]): boolean {
  return before !== null && before.length === now.length && before.every((peer, index) => peer.peer === now[index]?.peer);
}
