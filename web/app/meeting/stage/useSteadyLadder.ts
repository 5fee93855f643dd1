import { useEffect, useState } from 'react';
import type { Ladder } from '../../media/ladder';

// In milliseconds. Pictures follow the link at once; words that come and go with every hiccup of it would only disturb.
const appearAfter = 1750;
const vanishAfter = 3000;

/**
 * useSteadyLadder is the ladder as words should say it: null while everything is shown, or not long enough withheld; the last one with something withheld until that is
 * over for a while. What was asked for (atOnce) needs no such patience.
 */
export function useSteadyLadder(ladder: Ladder, atOnce: boolean): Ladder | null {
  const weak = ladder.step !== 'full';
  const [last, setLast] = useState(ladder);
  if (weak && last !== ladder) setLast(ladder);
  const [steady, setSteady] = useState(false);
  const due = weak && !atOnce;
  useEffect(() => {
    if (steady === due) return;
    const timer = setTimeout(() => setSteady(due), due ? appearAfter : vanishAfter);
    return () => clearTimeout(timer);
  }, [steady, due]);
  return (atOnce ? weak : steady && last.step !== 'full') ? last : null;
}
