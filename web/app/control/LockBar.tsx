import { Hand, Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocal } from '../meeting/roomContext';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import { useHand } from '../queue/useHand';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { narrow, useMedia } from '../ui/useMedia';
import { useFloorLock } from './useFloorLock';

/** LockBar says to everybody that the floor is locked, and to whoever talks all the same that nobody hears it; staff also that the room is, and open both here. */
export function LockBar() {
  const { t } = useTranslation();
  const { staff } = usePowers();
  const { locked, heard } = useFloorLock();
  const room = useWork(({ meeting }) => Boolean(meeting.room_locked) && meeting.status !== 'closed');
  const talking = useLocal((state) => state.microphoneOn && state.microphone !== null);
  // A phone has little height, and the hand is below in its bar.
  const phone = useMedia(narrow);
  if (!locked && !(room && staff)) return null;
  const unheard = locked && !heard && talking;
  return (
    <Banner tone={unheard ? 'warn' : 'info'} icon={<Lock size={18} aria-hidden />} action={staff ? <Openers floor={locked} room={room} /> : unheard && !phone && <Ask />}>
      {locked && t(unheard ? 'control.unheard' : staff || !heard ? 'control.floorLocked' : talking ? 'control.youAreHeard' : 'control.yourTurn')}
      {room && staff ? ` ${t('control.roomLocked')}` : ''}
    </Banner>
  );
}

function Openers({ floor, room }: { floor: boolean; room: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  return (
    <>
      {floor && (
        <Button size="small" onPress={() => work.act('floor.lock', { locked: false })}>
          <LockOpen size={16} aria-hidden />
          {t('control.unlockFloor')}
        </Button>
      )}
      {room && (
        <Button size="small" onPress={() => work.act('meeting.unlock', {})}>
          <LockOpen size={16} aria-hidden />
          {t('control.unlockRoom')}
        </Button>
      )}
    </>
  );
}

/** Whoever is not heard is one press away from asking for the floor. */
function Ask() {
  const { t } = useTranslation();
  const hand = useHand();
  if (hand.raised) return <span>{hand.place === null ? '' : t('queue.yourPlace', { place: hand.place })}</span>;
  return (
    <Button size="small" onPress={hand.toggle}>
      <Hand size={16} aria-hidden />
      {t('bar.hand')}
    </Button>
  );
}
