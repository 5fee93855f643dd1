import { lazy, useEffect, useState } from 'react';
import { LocalMedia } from '../media/local';
import type { Session } from '../session';
import { JoinPage } from './JoinPage';
import type { Person } from './person';

const loadRoom = () => import('../meeting/MeetingPage');
const MeetingPage = lazy(() => loadRoom().then((module) => ({ default: module.MeetingPage })));

/** Visit is one stay of a seat: the join page, then the room, and back when the person leaves. The room's chunk is fetched while the camera is checked. */
export function Visit({ session }: { session: Session }) {
  const [person, setPerson] = useState<Person | null>(null);
  const [media] = useState(() => new LocalMedia());

  useEffect(() => {
    void loadRoom();
  }, []);
  useEffect(() => {
    void media.open();
    return () => media.dispose();
  }, [media]);

  if (!person) return <JoinPage session={session} local={media} onJoin={setPerson} />;
  return (
    <MeetingPage
      session={session}
      person={person}
      local={media}
      onBack={() => {
        setPerson(null);
        void media.open();
      }}
    />
  );
}
