import { MonitorUp } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isPaused } from '../../media/ladder';
import { keyOf } from '../../media/want';
import { useRoom } from '../roomContext';
import { shortUnit, type Site } from '../sites';
import styles from './share.module.css';
import { useOnScreen } from './useOnScreen';
import { VideoView } from './VideoView';

/** ShareTile is a shared screen, whole and never cropped. */
export function ShareTile({ site }: { site: Site }) {
  const { t } = useTranslation();
  const tile = useRef<HTMLDivElement>(null);
  useOnScreen(tile, site.seat, 'screen', 0);
  const track = useRoom((state) => state.tracks.get(keyOf(site.seat, 'screen')) ?? null);
  const paused = useRoom((state) => isPaused(state.ladder, site.seat, 'screen'));
  const label = t('stage.shareOf', { unit: shortUnit(site.unit) });
  return (
    <div ref={tile} className={styles.share}>
      {track && !paused ? <VideoView track={track} whole label={label} /> : <p className={styles.waiting}>{paused ? t('stage.pausedShare') : t('stage.waitVideo')}</p>}
      <p className={styles.caption}>
        <MonitorUp size={16} aria-hidden />
        {label}
      </p>
    </div>
  );
}
