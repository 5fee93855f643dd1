import { useEffect, useState } from 'react';
import { lobbyPatience, waits } from '../foldLobby';
import { useWork, useWorkApi } from '../meeting/work';
import type { Visitor } from '../state';
import { words } from '../wire';

/** visitorWords is a visitor with their organisation: "Phạm Văn E (Tổng công ty Điện lực)". */
export function visitorWords(visitor: Pick<Visitor, 'name' | 'organisation'>): string {
  const organisation = words(visitor.organisation);
  return organisation ? `${words(visitor.name)} (${organisation})` : words(visitor.name);
}

/** useVisitors are those who wait now, in the order of asking, and those who were answered, newest first. A wish that lapses leaves the list by itself. */
export function useVisitors(): { waiting: readonly Visitor[]; answered: readonly Visitor[] } {
  const work = useWorkApi();
  const all = useWork(({ meeting }) => meeting.visitors);
  const over = useWork(({ meeting }) => meeting.status === 'closed');
  const [, lapsed] = useState(0);
  const now = work.now();
  const waiting = over ? [] : (all ?? []).filter((visitor) => waits(visitor, now));
  const first = waiting[0]?.at;
  useEffect(() => {
    if (!first) return undefined;
    const timer = setTimeout(() => lapsed((n) => n + 1), Math.max(0, Date.parse(first) + lobbyPatience - work.now()) + 500);
    return () => clearTimeout(timer);
  }, [first, work]);
  return { waiting, answered: (all ?? []).filter((visitor) => visitor.state === 'admitted' || visitor.state === 'refused').toReversed() };
}
