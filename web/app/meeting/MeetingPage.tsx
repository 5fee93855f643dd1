import { useMemo } from 'react';
import type { Person } from '../join/person';
import type { LocalMedia } from '../media/local';
import type { Session } from '../session';
import { UiProvider } from '../ui/UiProvider';
import { createMeetingStore, MeetingStoreProvider } from './store';

/** MeetingPage is the room of one seat. */
export function MeetingPage({ session, person }: { session: Session; person: Person; local: LocalMedia; onBack: () => void }) {
  const store = useMemo(
    () => createMeetingStore({ meeting: session.meeting, seat: session.seat, role: session.role, unit: session.unit, ...person }),
    [session, person],
  );
  return (
    <UiProvider>
      <MeetingStoreProvider value={store}>{session.title}</MeetingStoreProvider>
    </UiProvider>
  );
}
