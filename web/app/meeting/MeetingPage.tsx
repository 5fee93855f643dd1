import { useEffect, useMemo, useState } from 'react';
import type { StoreApi } from 'zustand/vanilla';
import { socketAddress } from '../api';
import type { Person } from '../join/person';
import type { LocalMedia } from '../media/local';
import { MediaRoom } from '../media/room';
import { Wishes } from '../media/wishes';
import { isRefusal, enterSeat, type Session } from '../session';
import { narrow } from '../ui/useMedia';
import { UiProvider } from '../ui/UiProvider';
import { Room } from './Room';
import { RoomMediaProvider, type RoomMedia } from './roomContext';
import { createMeetingStore, MeetingStoreProvider, type MeetingStore } from './store';
import { createView, ViewProvider } from './viewContext';

/** Props of MeetingPage. */
export interface MeetingPageProps {
  session: Session;
  person: Person;
  local: LocalMedia;
  /** The person left. */
  onLeave: () => void;
}

/** MeetingPage is the room of one seat: it makes what lives as long as the page (store, view, media) and takes it down again. */
export function MeetingPage({ session, person, local, onLeave }: MeetingPageProps) {
  const store = useMemo(() => createMeetingStore({ meeting: session.meeting, seat: session.seat, role: session.role, unit: session.unit, papersDue: session.papers_due, ...person }), [session, person]);
  const view = useMemo(() => createView(), []);
  const [attempt, setAttempt] = useState(0);
  const media = useRoomMediaFor(session, local, attempt, store);
  return (
    <UiProvider>
      <MeetingStoreProvider value={store}>
        <ViewProvider value={view}>
          {media && (
            <RoomMediaProvider value={media}>
              <Room session={session} onLeave={onLeave} onHere={() => setAttempt(attempt + 1)} />
            </RoomMediaProvider>
          )}
        </ViewProvider>
      </MeetingStoreProvider>
    </UiProvider>
  );
}

// What a desktop and a phone can decode at once, own picture aside.
const desktopPictures = 25;
const phonePictures = 4;
const desktopSlots = 13;
const phoneSlots = 5;

function useRoomMediaFor(session: Session, local: LocalMedia, attempt: number, store: StoreApi<MeetingStore>): RoomMedia | null {
  const [media, setMedia] = useState<RoomMedia | null>(null);
  const { meeting, seat } = session;
  useEffect(() => {
    const phone = window.matchMedia(narrow).matches;
    const room = new MediaRoom({
      address: socketAddress(meeting, seat, 'signaling'),
      seat,
      local,
      videoSlots: phone ? phoneSlots : desktopSlots,
      sessionGone: () =>
        enterSeat(meeting, seat).then(
          () => false,
          (error: unknown) => isRefusal(error),
        ),
      silent: () => store.getState().actions?.check(),
    });
    setMedia({ room, local, wishes: new Wishes(room, seat, phone ? phonePictures : desktopPictures) });
    room.open();
    return () => room.close();
    // `attempt` makes a new room after the old one was replaced by another window.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [meeting, seat, local, attempt, store]);
  return media;
}
