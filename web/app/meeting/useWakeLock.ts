import { useEffect } from 'react';

/** useWakeLock keeps the screen from going dark while the room is open, where the browser can; it is asked anew when the page comes back to the front. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      try {
        const fresh = await navigator.wakeLock.request('screen');
        if (over) await fresh.release();
        else lock = fresh;
      } catch {
        // A low battery may refuse; the meeting goes on.
      }
    };
    const visible = () => void ask();
    void ask();
    document.addEventListener('visibilitychange', visible);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', visible);
      void lock?.release();
    };
  }, []);
}
