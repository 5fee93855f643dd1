import { Maximize2, MonitorUp, ZoomIn, ZoomOut } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isPaused } from '../../media/ladder';
import { keyOf } from '../../media/want';
import { IconButton } from '../../ui/IconButton';
import { useLocal, useRoom } from '../roomContext';
import { namingOf, shortUnit, type Site } from '../sites';
import { useViewApi } from '../viewContext';
import styles from './share.module.css';
import { useOnScreen } from './useOnScreen';
import { useZoom } from './useZoom';
import { VideoView } from './VideoView';

/** ShareTile is a shared screen, whole, never cropped, and larger on demand; above it stands whose it is, or the choice when there are several. */
export function ShareTile({ site, shares }: { site: Site; shares: readonly Site[] }) {
  const { t } = useTranslation();
  const frame = useRef<HTMLDivElement>(null);
  useOnScreen(frame, site.seat, 'screen', 0);
  const zoom = useZoom(frame);
  const track = useRoom((state) => state.tracks.get(keyOf(site.seat, 'screen')) ?? null);
  const paused = useRoom((state) => isPaused(state.ladder, site.seat, 'screen'));
  const saving = useLocal((state) => state.saving);
  const label = t('stage.shareOf', { unit: shortUnit(site.unit) });
  return (
    <div className={styles.share}>
      <div className={styles.bar}>
        <MonitorUp size={16} aria-hidden />
        {shares.length > 1 ? <Choice shares={shares} shown={site.seat} /> : <p className={styles.label}>{label}</p>}
        <span className={styles.zooms}>
          <IconButton label={t('stage.smaller')} size="small" onPress={zoom.smaller}>
            <ZoomOut size={18} aria-hidden />
          </IconButton>
          <IconButton label={t('stage.larger')} size="small" onPress={zoom.larger}>
            <ZoomIn size={18} aria-hidden />
          </IconButton>
          <IconButton label={t('stage.fit')} size="small" onPress={zoom.fit}>
            <Maximize2 size={16} aria-hidden />
          </IconButton>
        </span>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div ref={frame} className={styles.frame} role="region" aria-label={label} tabIndex={0}>
        <div className={styles.picture}>
          {track && !paused ? <VideoView track={track} whole label={label} /> : <p className={styles.waiting}>{paused ? t(saving ? 'stage.pausedShareSaving' : 'stage.pausedShare') : t('stage.waitVideo')}</p>}
        </div>
      </div>
    </div>
  );
}

function Choice({ shares, shown }: { shares: readonly Site[]; shown: string }) {
  const { t } = useTranslation();
  const view = useViewApi();
  return (
    <div className={styles.choice} role="group" aria-label={t('stage.shares', { count: shares.length })}>
      {shares.map((site) => (
        <button key={site.seat} type="button" className={styles.choose} aria-pressed={site.seat === shown} onClick={() => view.setState({ shareSeat: site.seat })}>
          {namingOf(site, t(`role.${site.role}`)).first}
        </button>
      ))}
    </div>
  );
}
