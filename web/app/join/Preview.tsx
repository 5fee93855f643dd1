import { Camera, CameraOff, Mic, MicOff, RotateCw, Video } from 'lucide-react';
import { useCallback, useEffect, useRef, type ReactElement } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Blocked } from '../media/devices';
import type { LocalMedia } from '../media/local';
import { classes } from '../ui/class';
import { PlainButton } from '../ui/PlainButton';
import { LevelMeter } from './LevelMeter';
import styles from './preview.module.css';

/** Preview is one's own picture, mirrored, with the two switches; without permission it holds the question, without a device the help. */
export function Preview({ local }: { local: LocalMedia }) {
  const { t } = useTranslation();
  const state = useStore(local.store);
  const shown = state.cameraOn ? state.camera : null;
  const onSilent = useCallback((silent: boolean) => local.note({ silent }), [local]);
  return (
    <section className={styles.preview} aria-label={t('join.preview')}>
      <div className={styles.frame} data-stage>
        {shown ? <Mirror track={shown} label={t('join.preview')} /> : <Inside local={local} />}
        {state.asked && !state.blocked && (
          <div className={styles.switches}>
            <Switch
              on={state.microphoneOn}
              disabled={state.microphone === null}
              label={state.microphoneOn ? t('join.micOn') : t('join.micOff')}
              onClick={() => void local.setMicrophone(!state.microphoneOn)}
            >
              {state.microphoneOn ? <Mic size={22} aria-hidden /> : <MicOff size={22} aria-hidden />}
            </Switch>
            <Switch
              on={state.cameraOn && state.camera !== null}
              disabled={state.cameraBlocked === 'missing'}
              label={state.cameraOn ? t('join.cameraOn') : t('join.cameraOff')}
              onClick={() => void local.setCamera(!state.cameraOn)}
            >
              {state.cameraOn ? <Camera size={22} aria-hidden /> : <CameraOff size={22} aria-hidden />}
            </Switch>
          </div>
        )}
      </div>
      {state.microphone && <LevelMeter track={state.microphone} on={state.microphoneOn} onSilent={onSilent} />}
      {state.asked && !state.blocked && state.cameraBlocked && <p className={styles.note}>{t('join.missingCamera')}</p>}
      {state.asked && !state.blocked && state.microphoneBlocked && <p className={styles.note}>{t('join.missingMicrophone')}</p>}
    </section>
  );
}

function Switch({ on, disabled, label, onClick, children }: { on: boolean; disabled: boolean; label: string; onClick: () => void; children: ReactElement }) {
  return (
    <button type="button" className={classes(styles.switch, !on && styles.off)} aria-pressed={on} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}

function Mirror({ track, label }: { track: MediaStreamTrack; label: string }) {
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    element.srcObject = new MediaStream([track]);
    element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [track]);
  return <video ref={video} className={styles.video} aria-label={label} muted playsInline autoPlay />;
}

function Inside({ local }: { local: LocalMedia }) {
  const { t } = useTranslation();
  const { blocked, asked, busy, camera, cameraOn } = useStore(local.store);
  if (busy && camera === null) return <p className={styles.inside}>{t('join.asking')}</p>;
  if (blocked) return <Help blocked={blocked} onRetry={() => void local.ask()} />;
  if (asked) {
    return (
      <div className={styles.inside}>
        <CameraOff size={36} aria-hidden />
        {!cameraOn && <p>{t('join.previewOff')}</p>}
      </div>
    );
  }
  return (
    <div className={styles.inside}>
      <PlainButton variant="primary" size="large" onClick={() => void local.ask()}>
        <Video size={20} aria-hidden />
        {t('join.ask')}
      </PlainButton>
      <p className={styles.small}>{t('join.askText')}</p>
    </div>
  );
}

function Help({ blocked, onRetry }: { blocked: Blocked; onRetry: () => void }) {
  const { t } = useTranslation();
  const words: Record<Blocked, { title: string; text: string }> = {
    denied: { title: t('join.denied'), text: deniedText(t) },
    missing: { title: t('join.missing'), text: t('join.missingText') },
    constrained: { title: t('join.constrained'), text: t('join.constrainedText') },
    inUse: { title: t('join.inUse'), text: t('join.inUseText') },
    insecure: { title: t('join.insecure'), text: t('join.insecureText') },
    unsupported: { title: t('join.unsupported'), text: t('join.unsupportedText') },
    otherFailure: { title: t('join.otherFailure'), text: t('join.missingText') },
  };
  const retry = blocked !== 'insecure' && blocked !== 'unsupported';
  return (
    <div className={styles.inside} role="status">
      <CameraOff size={32} aria-hidden />
      <p className={styles.strong}>{words[blocked].title}</p>
      <p className={styles.small}>{words[blocked].text}</p>
      {retry && (
        <PlainButton onClick={onRetry} className={styles.retry}>
          <RotateCw size={16} aria-hidden />
          {t('app.retry')}
        </PlainButton>
      )}
    </div>
  );
}

function deniedText(t: TFunction): string {
  const agent = navigator.userAgent;
  if (agent.includes('Firefox/')) return t('join.deniedFirefox');
  if (/^((?!chrome|android|crios).)*safari/i.test(agent)) return t('join.deniedSafari');
  return t('join.deniedChrome');
}
