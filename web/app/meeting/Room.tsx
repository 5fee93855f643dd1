import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BoardDialog } from '../control/BoardDialog';
import { LobbyDialog } from '../control/LobbyDialog';
import { RoomDialog } from '../control/RoomDialog';
import type { Session } from '../session';
import { AlertDialog } from '../ui/AlertDialog';
import { endOf, EndScreen } from './EndScreen';
import { LinkDialog } from './LinkDialog';
import { useRoom } from './roomContext';
import { SettingsDialog } from './SettingsDialog';
import { Shell } from './Shell';
import { ShortcutsDialog } from './ShortcutsDialog';
import { useMeeting, useMeetingApi } from './store';
import { useAgenda } from './useAgenda';
import { useWakeLock } from './useWakeLock';
import { useView, useViewApi } from './viewContext';
import { useWork } from './work';

/** Room is the page while the seat is in the meeting: the shell with its windows, or the screen that says why it is over. */
export function Room({ session, onLeave, onHere }: { session: Session; onLeave: () => void; onHere: () => void }) {
  useAgenda();
  useWakeLock();
  const link = useRoom((state) => state.link);
  const connection = useMeeting((store) => store.connection);
  const leave = useLeave(onLeave);
  const end = endOf(link, connection);
  useUnlocked(end === 'locked', onHere);
  if (end) return <EndScreen end={end} onHere={onHere} />;
  return (
    <>
      <Shell session={session} onLeave={leave} />
      <Windows onLeave={leave} />
    </>
  );
}

/** Whoever waits outside a locked room goes in as soon as it is opened. */
function useUnlocked(outside: boolean, onHere: () => void): void {
  const locked = useWork(({ meeting, synced }) => !synced || Boolean(meeting.room_locked));
  const enter = useRef(onHere);
  useEffect(() => {
    enter.current = onHere;
  });
  useEffect(() => {
    if (outside && !locked) enter.current();
  }, [outside, locked]);
}

function Windows({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const view = useViewApi();
  const dialog = useView((state) => state.dialog);
  const close = () => view.setState({ dialog: 'none' });
  return (
    <>
      <SettingsDialog isOpen={dialog === 'settings'} onClose={close} />
      {dialog === 'lobby' && <LobbyDialog isOpen onClose={close} />}
      {dialog === 'board' && <BoardDialog isOpen onClose={close} />}
      {dialog === 'room' && <RoomDialog isOpen onClose={close} />}
      <LinkDialog isOpen={dialog === 'link'} onClose={close} />
      <ShortcutsDialog isOpen={dialog === 'shortcuts'} onClose={close} />
      <AlertDialog
        isOpen={dialog === 'leave'}
        onOpenChange={(open) => !open && close()}
        title={t('bar.leaveTitle')}
        confirm={t('bar.leaveConfirm')}
        cancel={t('bar.stay')}
        danger
        onConfirm={onLeave}
      >
        {t('bar.leaveText')}
      </AlertDialog>
    </>
  );
}

// The server is told that somebody left, but nobody is kept waiting for it.
const farewell = 1500;

function useLeave(onLeave: () => void): () => void {
  const store = useMeetingApi();
  const left = useRef(false);
  return () => {
    if (left.current) return;
    left.current = true;
    const told = store.getState().actions?.leave() ?? Promise.resolve();
    const patience = new Promise((done) => setTimeout(done, farewell));
    void Promise.race([told.catch(() => undefined), patience]).then(onLeave);
  };
}
