import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../ui/Toast';
import { useRoomMedia } from '../roomContext';

/** useLossWords says once that a device was pulled out, and what happens now. */
export function useLossWords(): void {
  const { t } = useTranslation();
  const { local } = useRoomMedia();
  useEffect(
    () =>
      local.store.subscribe(({ loss }, before) => {
        if (!loss || loss === before.loss) return;
        const words = {
          camera: loss.replaced ? t('bar.lostCameraReplaced') : t('bar.lostCamera'),
          microphone: loss.replaced ? t('bar.lostMicrophoneReplaced') : t('bar.lostMicrophone'),
          speaker: loss.replaced ? t('bar.lostSpeakerReplaced') : t('bar.lostSpeaker'),
        };
        toast({ text: words[loss.kind], tone: loss.replaced ? 'plain' : 'danger' });
      }),
    [local, t],
  );
}
