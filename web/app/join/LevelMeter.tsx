import { Mic, MicOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { watchLevel } from '../media/level';
import styles from './level.module.css';

// A microphone that has given nothing for this long is probably switched off at the device.
const silentAfter = 8000;
const audible = 0.12;

/** LevelMeter shows how loud the microphone hears, also while it is off for the others. The bar is a CSS variable, not React state. */
export function LevelMeter({ track, on, onSilent }: { track: MediaStreamTrack; on: boolean; onSilent?: (silent: boolean) => void }) {
  const { t } = useTranslation();
  const bar = useRef<HTMLDivElement>(null);
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    let heardAt = performance.now();
    setSilent(false);
    return watchLevel(track, (level) => {
      bar.current?.style.setProperty('--level', level.toFixed(2));
      const now = performance.now();
      if (level > audible) heardAt = now;
      setSilent(now - heardAt > silentAfter);
    });
  }, [track]);
  useEffect(() => onSilent?.(silent), [onSilent, silent]);
  return (
    <div className={styles.meter}>
      <div className={styles.row}>
        {on ? <Mic size={18} aria-hidden /> : <MicOff size={18} aria-hidden />}
        <div ref={bar} className={styles.track} role="img" aria-label={t('join.level')}>
          <div className={styles.bar} />
        </div>
        <span className={styles.state}>{on ? t('join.micIsOn') : t('join.micIsOff')}</span>
      </div>
      <p className={silent ? styles.silent : styles.hint} role={silent ? 'status' : undefined}>
        {silent ? t('join.silent') : t('join.levelHint')}
      </p>
    </div>
  );
}
