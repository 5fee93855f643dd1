import { useEffect, useState } from 'react';
import { watchLevel } from '../../media/level';
import { useLocal } from '../roomContext';

/** Even a quiet room is louder than this; below it is a microphone whose own switch is off. */
const signal = 0.02;
const silentFor = 8000;

/** useSilentMicrophone says that the microphone is on and gives nothing: by the machine's own switch (`stopped`), or a level of nothing for a while (`silent`). */
export function useSilentMicrophone(): 'stopped' | 'silent' | null {
  const track = useLocal((state) => (state.microphoneOn ? state.microphone : null));
  const stopped = useLocal((state) => state.microphoneOn && state.microphone !== null && state.microphoneStopped);
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    setSilent(false);
    if (!track) return undefined;
    let heardAt = performance.now();
    return watchLevel(track, (level) => {
      const now = performance.now();
      if (level > signal) heardAt = now;
      setSilent(now - heardAt > silentFor);
    });
  }, [track]);
  if (stopped) return 'stopped';
  return silent ? 'silent' : null;
}
