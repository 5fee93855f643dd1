import { useTranslation } from 'react-i18next';
import { DeviceSelects } from '../join/DeviceSelects';
import { LevelMeter } from '../join/LevelMeter';
import { SavingSwitch } from '../join/SavingSwitch';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { useLocal, useRoomMedia } from './roomContext';
import styles from './settings.module.css';

/** SettingsDialog changes devices in the middle of a meeting. */
export function SettingsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={t('settings.title')}
      actions={(close) => (
        <Button variant="primary" onPress={close}>
          {t('settings.done')}
        </Button>
      )}
    >
      <SettingsBody />
    </Dialog>
  );
}

function SettingsBody() {
  const { t } = useTranslation();
  const { local } = useRoomMedia();
  const microphone = useLocal((state) => state.microphone);
  const on = useLocal((state) => state.microphoneOn);
  const asked = useLocal((state) => state.asked && !state.blocked);
  return (
    <div className={styles.body}>
      {!asked && <Button onPress={() => void local.ask()}>{t('join.ask')}</Button>}
      <DeviceSelects local={local} />
      {microphone && <LevelMeter track={microphone} on={on} />}
      <SavingSwitch local={local} />
    </div>
  );
}
