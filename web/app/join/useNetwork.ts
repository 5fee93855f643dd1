import { useCallback, useEffect, useState } from 'react';
import { call, socketAddress } from '../api';
import { uuid7 } from '../ids';
import type { LocalMedia } from '../media/local';
import { testPaths, type PathResult } from '../media/pathTest';
import type { Session } from '../session';
import { checkOf } from './readiness';

/** Where the test of the network stands. */
export type Network = { step: 'testing' } | { step: 'failed' } | { step: 'done'; result: PathResult };

/** useNetwork tests the network when the page opens and whenever `again` is called. */
export function useNetwork({ meeting, seat }: Session): { network: Network; again: () => void } {
  const [network, setNetwork] = useState<Network>({ step: 'testing' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    setNetwork({ step: 'testing' });
    testPaths(socketAddress(meeting, seat, 'signaling'), leaving.signal).then(
      (result) => !leaving.signal.aborted && setNetwork({ step: 'done', result }),
      () => !leaving.signal.aborted && setNetwork({ step: 'failed' }),
    );
    return () => leaving.abort();
    // `attempt` tests once more.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [meeting, seat, attempt]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return { network, again };
}

/** The person is still trying things out: what changes within this time is told once. Milliseconds. */
const settle = 2500;

/** useTelling tells the readiness board what was found here, when it changed and has stood for a moment. The board can do without: failures are not shown. */
export function useTelling({ meeting, seat, status }: Session, local: LocalMedia, network: Network): void {
  useEffect(() => {
    if (network.step !== 'done' || status === 'closed') return undefined;
    const { result } = network;
    let told = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = () => {
      const check = checkOf(local.store.getState(), result);
      const said = JSON.stringify(check);
      if (said === told) return;
      told = said;
      const path = `/api/meetings/${encodeURIComponent(meeting)}/commands?${new URLSearchParams({ seat })}`;
      void call(path, { body: { id: uuid7(), type: 'seat.ready', data: check } }).catch(() => undefined);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(tell, settle);
    };
    later();
    const stop = local.store.subscribe(later);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [meeting, seat, status, local, network]);
}
