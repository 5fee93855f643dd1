import { Camera, CameraOff, Hand, LogOut, Mic, MicOff, MonitorUp, MonitorX } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { canShareScreen } from '../../media/screen';
import { toast } from '../../ui/Toast';
import { narrow, useMedia } from '../../ui/useMedia';
import { useLocal, useRoom } from '../roomContext';
import { queueSeats, shortUnit } from '../sites';
import { useMeeting } from '../store';
import { useStageSites } from '../stage/useStageSites';
import { useViewApi } from '../viewContext';
import { useShortcuts } from '../useShortcuts';
import styles from './bar.module.css';
import { BarButton } from './BarButton';
import { DeviceMenu } from './DeviceMenu';
import { MoreMenu } from './MoreMenu';
import { useControls, useShare } from './useControls';
import { useLossWords } from './useLossWords';
import { useMutedTalking } from './useMutedTalking';
import { useSilentMicrophone } from './useSilentMicrophone';

/** ControlBar is the row of controls under the stage; always there, always with words. */
export function ControlBar({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation();
  const compact = useMedia(narrow);
  const view = useViewApi();
  const asks = useMeeting((store) => store.me.role === 'chair' || store.me.role === 'secretary');
  const controls = useControls();
  useShortcuts(controls);
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('bar.label')}>
      <Place />
      <Hint />
      <MicrophoneControl onToggle={controls.microphone} compact={compact} />
      <CameraControl onToggle={controls.camera} compact={compact} />
      {!compact && <ShareControl />}
      <HandControl onToggle={controls.hand} />
      <MoreMenu compact={compact} />
      <BarButton icon={<LogOut aria-hidden />} text={t('bar.leave')} tone="danger" onPress={asks ? () => view.setState({ dialog: 'leave' }) : onLeave} />
    </div>
  );
}

function MicrophoneControl({ onToggle, compact }: { onToggle: () => void; compact: boolean }) {
  const { t } = useTranslation();
  const on = useLocal((state) => state.microphoneOn && state.microphone !== null);
  const tone = on ? 'plain' : 'off';
  return (
    <div className={styles.pair}>
      <BarButton
        icon={on ? <Mic aria-hidden /> : <MicOff aria-hidden />}
        text={t('bar.microphone')}
        label={`${t('bar.microphone')}, ${on ? t('bar.on') : t('bar.off')}`}
        pressed={on}
        tone={tone}
        split={!compact}
        onPress={onToggle}
      />
      {!compact && <DeviceMenu input="microphone" tone={tone} />}
    </div>
  );
}

function CameraControl({ onToggle, compact }: { onToggle: () => void; compact: boolean }) {
  const { t } = useTranslation();
  const on = useLocal((state) => state.cameraOn && state.camera !== null);
  const tone = on ? 'plain' : 'off';
  return (
    <div className={styles.pair}>
      <BarButton
        icon={on ? <Camera aria-hidden /> : <CameraOff aria-hidden />}
        text={t('bar.camera')}
        label={`${t('bar.camera')}, ${on ? t('bar.on') : t('bar.off')}`}
        pressed={on}
        tone={tone}
        split={!compact}
        onPress={onToggle}
      />
      {!compact && <DeviceMenu input="camera" tone={tone} />}
    </div>
  );
}

function ShareControl() {
  const { t } = useTranslation();
  const sharing = useRoom((state) => state.screen !== null);
  const share = useShare();
  return (
    <BarButton
      icon={sharing ? <MonitorX aria-hidden /> : <MonitorUp aria-hidden />}
      text={sharing ? t('bar.shareStop') : t('bar.share')}
      pressed={sharing}
      tone={sharing ? 'active' : 'plain'}
      disabled={!canShareScreen()}
      onPress={share}
    />
  );
}

function HandControl({ onToggle }: { onToggle: () => void }) {
  const { t } = useTranslation();
  const place = useMeeting((store) => (store.meeting ? queueSeats(store.meeting).indexOf(store.me.seat) + 1 : 0));
  const able = useMeeting((store) => store.meeting?.status === 'running' && store.actions !== null);
  const raised = place > 0;
  return (
    <BarButton
      icon={<Hand aria-hidden />}
      text={raised ? t('bar.handDown') : t('bar.hand')}
      {...(raised ? { label: `${t('bar.handDown')}. ${t('bar.handPlace', { number: place })}` } : {})}
      pressed={raised}
      tone={raised ? 'active' : 'plain'}
      disabled={!able}
      onPress={onToggle}
    />
  );
}

/** One's place in the queue stands for minutes: it has a line of its own and covers nothing. */
function Place() {
  const { t } = useTranslation();
  const place = useMeeting((store) => (store.meeting ? queueSeats(store.meeting).indexOf(store.me.seat) + 1 : 0));
  return (
    <p className={styles.place} role="status">
      {place > 0 && <span className={styles.pill}>{t('bar.handPlace', { number: place })}</span>}
    </p>
  );
}

/** Says above the bar what one may not notice: talking while muted, muted by the chair, a microphone that gives nothing. */
function Hint() {
  const { t } = useTranslation();
  const talking = useMutedTalking();
  const silent = useSilentMicrophone();
  useLossWords();
  const mutedBy = useRoom((state) => state.mutedBy);
  const { sites } = useStageSites();
  useEffect(() => {
    if (!mutedBy) return;
    const by = sites.find((site) => site.seat === mutedBy);
    toast({ text: t('stage.mutedBy', { by: by ? by.person || shortUnit(by.unit) : t('role.chair') }) });
    // Only the muting itself is news, not that somebody came in since.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [mutedBy, t]);
  return (
    <p className={styles.hint} role="status">
      {talking && <span className={styles.pill}>{t('stage.mutedTalking')}</span>}
      {silent && <span className={styles.pill}>{silent === 'stopped' ? t('bar.stoppedMicrophone') : t('bar.silentMicrophone')}</span>}
    </p>
  );
}
