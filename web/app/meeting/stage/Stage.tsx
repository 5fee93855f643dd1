import { MonitorUp, Volume2, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/class';
import { useRoom, useRoomMedia } from '../roomContext';
import { useView } from '../viewContext';
import { GridLayout } from './GridLayout';
import { LadderBanner } from './LadderBanner';
import { ShareLayout } from './ShareLayout';
import { SpeakerLayout } from './SpeakerLayout';
import styles from './stage.module.css';
import { useActiveSpeaker } from './useActiveSpeaker';
import { useSettledShares, useShownShare } from './useShownShare';
import { useStageSites } from './useStageSites';

/** Stage is the dark part of the page with the pictures. What stands in its way (blocked sound, no media) is said on it, never over the controls. */
export function Stage() {
  const { t } = useTranslation();
  const stage = useStageSites();
  const active = useActiveSpeaker(stage.me);
  const layout = useView((view) => view.layout);
  const lost = useRoom((state) => state.link.state === 'lost');
  const connecting = useRoom((state) => state.link.state === 'connecting');
  const sharing = useShownShare(stage);
  useSettledShares(stage);

  let picture = <SpeakerLayout stage={stage} active={active} />;
  if (sharing) picture = <ShareLayout stage={stage} sharing={sharing} active={active} />;
  else if (layout === 'grid') picture = <GridLayout stage={stage} />;
  return (
    <div className={classes(styles.stage, lost && styles.lost)} data-layout={sharing ? 'share' : layout}>
      <StageBanners />
      {picture}
      {connecting && <p className={styles.note}>{t('stage.connecting')}</p>}
      {!connecting && !lost && stage.sites.length === 1 && <p className={styles.note}>{t('stage.alone')}</p>}
    </div>
  );
}

function StageBanners() {
  const { t } = useTranslation();
  const { room } = useRoomMedia();
  const audioBlocked = useRoom((state) => state.audioBlocked);
  const failed = useRoom((state) => state.mediaFailed);
  const presenting = useRoom((state) => state.screen !== null);
  return (
    <div className={styles.banners}>
      {audioBlocked && (
        <Banner
          tone="warn"
          icon={<Volume2 size={18} aria-hidden />}
          action={
            <Button variant="primary" size="small" onPress={() => room.playAudio()}>
              {t('stage.playAudio')}
            </Button>
          }
        >
          {t('stage.audioBlocked')}
        </Banner>
      )}
      {failed && (
        <Banner tone="danger" icon={<WifiOff size={18} aria-hidden />}>
          {t('stage.mediaFailed')} {t('stage.mediaFailedHint')}
        </Banner>
      )}
      {!failed && <LadderBanner />}
      {presenting && (
        <Banner
          tone="info"
          icon={<MonitorUp size={18} aria-hidden />}
          action={
            <Button size="small" onPress={() => room.stopScreen()}>
              {t('stage.stopShare')}
            </Button>
          }
        >
          {t('stage.sharing')}
        </Banner>
      )}
    </div>
  );
}
