import { useEffect, useState } from 'react';
import { call } from '../api';
import { useMeeting } from '../meeting/store';

/** useSilent asks the server once which units spoke in none of the last three meetings; nobody while it is not known, or for who may not know. */
export function useSilent(staff: boolean): ReadonlySet<string> {
  const { meeting, seat } = useMeeting((store) => store.me);
  const [units, setUnits] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (!staff) return undefined;
    let gone = false;
    call<{ units: string[] }>(`/api/meetings/${encodeURIComponent(meeting)}/silent?seat=${encodeURIComponent(seat)}`).then(
      (answer) => !gone && setUnits(new Set(answer.units)),
      () => undefined, // the mark is a help, not a duty
    );
    return () => {
      gone = true;
    };
  }, [meeting, seat, staff]);
  return units;
}
