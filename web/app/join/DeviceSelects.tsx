import { Camera, ChevronDown, Mic, Volume2 } from 'lucide-react';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Device } from '../media/devices';
import { playTestSound } from '../media/level';
import type { LocalMedia } from '../media/local';
import { PlainButton } from '../ui/PlainButton';
import styles from './devices.module.css';

/** DeviceSelects are native selects for camera, microphone and speaker; phones show their own pickers for them. Empty until permission was given. */
export function DeviceSelects({ local }: { local: LocalMedia }) {
  const { t } = useTranslation();
  const { devices, chosen, asked, blocked } = useStore(local.store);
  const [failed, setFailed] = useState(false);
  const [playing, setPlaying] = useState(false);
  if (!asked || blocked === 'insecure' || blocked === 'unsupported') return null;

  const test = () => {
    setFailed(false);
    setPlaying(true);
    playTestSound(chosen.speaker)
      .then(
        () => local.note({ speakerTest: 'ok' }),
        () => {
          setFailed(true);
          local.note({ speakerTest: 'failed' });
        },
      )
      .finally(() => setPlaying(false));
  };
  return (
    <div className={styles.selects}>
      {devices.cameras.length > 0 && (
        <DeviceSelect
          icon={<Camera size={18} aria-hidden />}
          label={t('join.camera')}
          devices={devices.cameras}
          unnamed={(number) => t('join.unnamedCamera', { number })}
          value={chosen.camera}
          onChange={(id) => void local.choose('camera', id)}
        />
      )}
      {devices.microphones.length > 0 && (
        <DeviceSelect
          icon={<Mic size={18} aria-hidden />}
          label={t('join.microphone')}
          devices={devices.microphones}
          unnamed={(number) => t('join.unnamedMicrophone', { number })}
          value={chosen.microphone}
          onChange={(id) => void local.choose('microphone', id)}
        />
      )}
      <DeviceSelect
        icon={<Volume2 size={18} aria-hidden />}
        label={t('join.speaker')}
        devices={devices.speakers}
        unnamed={(number) => t('join.unnamedSpeaker', { number })}
        value={chosen.speaker}
        onChange={(id) => void local.choose('speaker', id)}
      >
        <PlainButton disabled={playing} onClick={test}>
          {playing ? t('join.testing') : t('join.testSpeaker')}
        </PlainButton>
      </DeviceSelect>
      {failed && (
        <p role="alert" className={styles.failed}>
          {t('join.speakerFailed')}
        </p>
      )}
    </div>
  );
}

interface DeviceSelectProps {
  icon: ReactElement;
  label: string;
  devices: readonly Device[];
  unnamed: (number: number) => string;
  value: string | undefined;
  onChange: (id: string) => void;
  children?: ReactElement;
}

function DeviceSelect({ icon, label, devices, unnamed, value, onChange, children }: DeviceSelectProps) {
  const { t } = useTranslation();
  const id = useId();
  const known = devices.some((device) => device.id === value);
  return (
    <div className={styles.row}>
      <label htmlFor={id} className={styles.icon} title={label}>
        {icon}
        <span className="visually-hidden">{label}</span>
      </label>
      <span className={styles.field}>
        <select id={id} className={styles.select} value={known ? value : ''} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('join.systemDefault')}</option>
          {devices
            .filter((device) => device.id !== 'default')
            .map((device, index) => (
              <option key={device.id} value={device.id}>
                {device.label || unnamed(index + 1)}
              </option>
            ))}
        </select>
        <ChevronDown size={16} className={styles.chevron} aria-hidden />
      </span>
      {children}
    </div>
  );
}
