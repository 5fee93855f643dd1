import { useEffect, useState } from 'react';
import { watchLevel } from '../../media/level';
import { useLocal } from '../roomContext';

const loud = 0.55;
const loudFor = 500;
const shownFor = 5000;

/** useMutedTalking says for a few seconds that somebody talks into a microphone that is off. */
export function useMutedTalking(): boolean {
  const track = useLocal((state) => (state.microphoneOn ? null : state.microphone));
  const [talking, setTalking] = useState(false);
  useEffect(() => {
    setTalking(false);
    if (!track) return undefined;
    let since: number | null = null;
    let until = 0;
    return watchLevel(track, (level) => {
      const now = performance.now();
      since = level > loud ? (since ?? now) : null;
      if (since !== null && now - since > loudFor) until = now + shownFor;
      setTalking(now < until);
    });
  }, [track]);
  return talking;
}
