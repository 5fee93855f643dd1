import { Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';

/** FloorLockSwitch locks and opens the floor, beside the queue: with words on the chair's page, as an icon where a column is narrow. */
export function FloorLockSwitch({ icon = false }: { icon?: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const locked = useWork(({ meeting }) => Boolean(meeting.floor_locked));
  const turn = () => work.act('floor.lock', { locked: !locked });
  // The icon is what is, the words are what a press does.
  const picture = locked ? <Lock size={16} aria-hidden /> : <LockOpen size={16} aria-hidden />;
  if (icon) {
    return (
      <IconButton size="small" label={locked ? t('control.unlockFloor') : `${t('control.lockFloor')}: ${t('control.lockFloorHint')}`} onPress={turn}>
        {picture}
      </IconButton>
    );
  }
  return (
    <Button size="small" aria-description={t('control.lockFloorHint')} onPress={turn}>
      {picture}
      {t(locked ? 'control.unlockFloor' : 'control.lockFloor')}
    </Button>
  );
}
