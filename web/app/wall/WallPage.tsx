import { useMemo } from 'react';
import { useAgenda } from '../meeting/useAgenda';
import { createMeetingStore, MeetingStoreProvider } from '../meeting/store';
import type { Session } from '../session';
import { UiProvider } from '../ui/UiProvider';
import { WallView } from './WallView';

/** WallPage is a seat's meeting on a projector: it only reads. It takes part in nothing: no attendance, no pictures, no controls. */
export function WallPage({ session }: { session: Session }) {
  const store = useMemo(
    () => createMeetingStore({ meeting: session.meeting, seat: session.seat, role: session.role, unit: session.unit, name: '', post: '', people: 0, watching: true }),
    [session],
  );
  return (
    <UiProvider>
      <MeetingStoreProvider value={store}>
        <Wall />
      </MeetingStoreProvider>
    </UiProvider>
  );
}

function Wall() {
  useAgenda();
  return <WallView />;
}
