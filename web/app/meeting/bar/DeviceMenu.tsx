import { ChevronUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Menu, MenuItem, MenuSection, MenuTrigger } from '../../ui/Menu';
import type { Device } from '../../media/devices';
import { toast } from '../../ui/Toast';
import { useLocal, useRoomMedia } from '../roomContext';
import styles from './bar.module.css';

const standard = '';

/** DeviceMenu is the caret beside microphone and camera: devices of that kind, and for the microphone the speakers as well. */
export function DeviceMenu({ input, tone }: { input: 'camera' | 'microphone'; tone: 'plain' | 'off' }) {
  const { t } = useTranslation();
  const { local } = useRoomMedia();
  const devices = useLocal((state) => state.devices);
  const chosen = useLocal((state) => state.chosen);
  const choose = (kind: 'camera' | 'microphone' | 'speaker') => (id: string) =>
    void local.choose(kind, id).then((why) => {
      if (why) toast({ text: t(`bar.blocked.${why}`), tone: 'danger' });
    });
  const microphone = input === 'microphone';
  return (
    <MenuTrigger>
      <Button className={`${styles.caret} ${styles[tone]}`} aria-label={microphone ? t('bar.microphoneMenu') : t('bar.cameraMenu')}>
        <ChevronUp size={16} aria-hidden />
      </Button>
      <Menu placement="top" aria-label={microphone ? t('bar.microphoneMenu') : t('bar.cameraMenu')}>
        {microphone ? (
          <DeviceSection title={t('join.microphone')} devices={devices.microphones} unnamed={(number) => t('join.unnamedMicrophone', { number })} chosen={chosen.microphone} onChoose={choose('microphone')} />
        ) : (
          <DeviceSection title={t('join.camera')} devices={devices.cameras} unnamed={(number) => t('join.unnamedCamera', { number })} chosen={chosen.camera} onChoose={choose('camera')} />
        )}
        {microphone && (
          <DeviceSection title={t('join.speaker')} devices={devices.speakers} unnamed={(number) => t('join.unnamedSpeaker', { number })} chosen={chosen.speaker} onChoose={choose('speaker')} />
        )}
      </Menu>
    </MenuTrigger>
  );
}

interface SectionProps {
  title: string;
  devices: readonly Device[];
  unnamed: (number: number) => string;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

function DeviceSection({ title, devices, unnamed, chosen, onChoose }: SectionProps) {
  const { t } = useTranslation();
  const real = devices.filter((device) => device.id !== 'default');
  const selected = real.some((device) => device.id === chosen) ? chosen : standard;
  return (
    <MenuSection
      title={title}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[`${title} ${selected}`]}
      onSelectionChange={(keys) => {
        const key = keys === 'all' ? undefined : [...keys][0];
        if (key !== undefined) onChoose(String(key).slice(title.length + 1));
      }}
    >
      <MenuItem id={`${title} `} text={t('join.systemDefault')} />
      {real.map((device, index) => (
        <MenuItem key={device.id} id={`${title} ${device.id}`} text={device.label || unnamed(index + 1)} />
      ))}
    </MenuSection>
  );
}
