import { ChartNoAxesColumnIncreasing, Hand, Mic, MicOff } from 'lucide-react';
import { useRef, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { isPaused } from '../../media/ladder';
import { publicationOf } from '../../media/roomState';
import { keyOf } from '../../media/want';
import { useHeard } from '../../control/useFloorLock';
import { classes } from '../../ui/class';
import { useLocal, useRoom } from '../roomContext';
import { namingOf, type Site } from '../sites';
import styles from './tile.module.css';
import { useOnScreen } from './useOnScreen';
import { useSpeakingRing } from './useSpeakingRing';
import { VideoView } from './VideoView';

/** Props of Tile. */
export interface TileProps {
  site: Site;
  mine: boolean;
  /** Place in the queue of speakers, 1 is next; 0 when the hand is down. */
  hand: number;
  /** This seat has the floor. */
  floor: boolean;
  /** Importance of the picture; see Shown. */
  rank: number;
  /** Without it the tile fills its parent. */
  size?: { width: number; height: number };
}

/** Tile is one site: picture or initials, two lines that name it, and in words whatever its state is. */
export function Tile({ site, mine, hand, floor, rank, size }: TileProps) {
  const { t } = useTranslation();
  const tile = useRef<HTMLDivElement>(null);
  useOnScreen(tile, site.seat, 'camera', rank);
  useSpeakingRing(tile, site.seat);
  const remote = useRoom((state) => (publicationOf(state.peers, site.seat, 'camera') === 'on' ? (state.tracks.get(keyOf(site.seat, 'camera')) ?? null) : null));
  const sends = useRoom((state) => publicationOf(state.peers, site.seat, 'camera') === 'on');
  const paused = useRoom((state) => isPaused(state.ladder, site.seat, 'camera'));
  const saving = useLocal((state) => state.saving);
  const own = useLocal((state) => (state.cameraOn ? state.camera : null));
  const remoteMic = useRoom((state) => publicationOf(state.peers, site.seat, 'microphone') === 'on');
  const ownMic = useLocal((state) => state.microphoneOn && state.microphone !== null);
  const weakOther = useRoom((state) => state.weak.includes(site.seat));
  const weakOwn = useRoom((state) => state.lossy);

  const track = mine ? own : paused ? null : remote;
  // A microphone that is on says nothing while the floor is locked and not this seat's.
  const heard = useHeard(site.seat, site.role);
  const on = mine ? ownMic : remoteMic;
  const mic = on && heard;
  const weak = mine ? weakOwn : weakOther;
  const naming = namingOf(site, t(`role.${site.role}`));
  const style = size ? ({ width: size.width, height: size.height } as CSSProperties) : undefined;
  return (
    <div ref={tile} className={classes(styles.tile, floor && styles.hasFloor)} style={style} data-seat={site.seat} data-hue={hueOf(site.seat)} data-paused={(paused && sends && !mine) || undefined}>
      <div className={styles.initials} aria-hidden>
        <span>{naming.letters}</span>
      </div>
      {!mine && sends && !track && (
        <p className={classes(styles.waiting, paused && styles.paused)}>{paused ? t(saving ? 'stage.pausedSaving' : 'stage.pausedWeak') : t('stage.waitVideo')}</p>
      )}
      {track && <VideoView track={track} mirrored={mine} label={`${site.unit}, ${site.person}`} />}
      <div className={styles.badges}>
        {floor && <span className={classes(styles.badge, styles.floor)}>{t('stage.floor')}</span>}
        {hand > 0 && (
          <span className={classes(styles.badge, styles.hand)} role="img" aria-label={t('stage.hand', { number: hand })}>
            <Hand size={16} aria-hidden />
            {hand}
          </span>
        )}
        {weak && (
          <span className={classes(styles.badge, styles.weak)}>
            <ChartNoAxesColumnIncreasing size={16} strokeWidth={3} aria-hidden />
            {t('stage.weak')}
          </span>
        )}
      </div>
      <div className={styles.caption}>
        <span className={mic ? styles.micOn : styles.micOff} role="img" aria-label={t(mic ? 'stage.micOn' : on ? 'control.micUnheard' : 'stage.micOff')}>
          {mic ? <Mic aria-hidden /> : <MicOff aria-hidden />}
        </span>
        <span className={styles.names}>
          <span className={classes(styles.first, mine && styles.own)}>
            <span className={styles.text}>{naming.first}</span>
            {mine && <span className={styles.you}>{t('stage.you')}</span>}
          </span>
          {naming.second && <span className={styles.second}>{naming.second}</span>}
        </span>
      </div>
    </div>
  );
}

// Six quiet colours tell tiles without a picture apart at a glance; a seat keeps its colour.
const hues = 6;

function hueOf(seat: string): number {
  let sum = 0;
  for (const letter of seat) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % hues;
}
