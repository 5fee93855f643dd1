import { useCallback, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../../api';
import { blockedBy, type Blocked } from '../../media/devices';
import { toast } from '../../ui/Toast';
import { useRoomMedia } from '../roomContext';
import { queueSeats } from '../sites';
import { useMeetingApi } from '../store';
import type { Handlers } from '../useShortcuts';
import { useViewApi } from '../viewContext';

/** useShare starts or stops sharing one's own screen and says why it failed; a person who changed their mind is not told anything. */
export function useShare(): () => void {
  const { t } = useTranslation();
  const { room } = useRoomMedia();
  return useCallback(() => {
    if (room.store.getState().screen) {
      room.stopScreen();
      return;
    }
    room.startScreen().catch((error: unknown) => {
      if (blockedBy(error) !== 'denied') toast({ text: t('bar.shareFailed'), tone: 'danger' });
    });
  }, [room, t]);
}

/** useControls are the actions of bar and keys; stable as long as the page is. */
export function useControls(): Handlers {
  const { t } = useTranslation();
  const { local } = useRoomMedia();
  const store = useMeetingApi();
  const view = useViewApi();
  const spoken = useRef(false);
  return useMemo<Handlers>(() => {
    const failed = (why: Blocked | null) => {
      if (why) toast({ text: t(`bar.blocked.${why}`), tone: 'danger' });
    };
    return {
      microphone: () => void local.setMicrophone(!local.store.getState().microphoneOn).then(failed),
      camera: () => void local.setCamera(!(local.store.getState().cameraOn && local.store.getState().camera)).then(failed),
      hand: () => {
        const { meeting, actions, me } = store.getState();
        if (!meeting || !actions) return;
        const raised = queueSeats(meeting).includes(me.seat);
        (raised ? actions.lowerHand() : actions.raiseHand()).catch((error: unknown) => toast({ text: wordsFor(error, t), tone: 'danger' }));
      },
      help: () => view.setState({ dialog: 'shortcuts' }),
      talk: (down) => {
        // Only a microphone that the key opened is closed by the key.
        if (down) {
          spoken.current = !local.store.getState().microphoneOn;
          if (spoken.current) void local.setMicrophone(true).then(failed);
        } else if (spoken.current) {
          spoken.current = false;
          void local.setMicrophone(false);
        }
      },
    };
  }, [local, store, t, view]);
}
