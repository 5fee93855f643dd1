import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkReport } from '../media/linkReport';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { Dialog } from '../ui/Dialog';
import styles from './link.module.css';
import { linkWords } from './linkWords';
import { useRoom, useRoomMedia } from './roomContext';
import { SavingSwitch } from '../join/SavingSwitch';

/** LinkDialog shows how one's own line does, in words and figures. The figures are written into the page without rendering it. */
export function LinkDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      title={t('link.title')}
      actions={(close) => (
        <Button variant="primary" onPress={close}>
          {t('settings.done')}
        </Button>
      )}
    >
      <LinkBody />
    </Dialog>
  );
}

function LinkBody() {
  const { t } = useTranslation();
  const { local } = useRoomMedia();
  return (
    <div className={styles.body}>
      <Verdict />
      <Figures />
      <SavingSwitch local={local} />
      <p className={styles.hint}>{t('link.hint')}</p>
    </div>
  );
}

function Verdict() {
  const { t } = useTranslation();
  const weak = useRoom((state) => state.lossy || state.ladder.step !== 'full');
  const failed = useRoom((state) => state.mediaFailed || state.link.state !== 'open');
  const tone = failed ? 'danger' : weak ? 'warn' : 'ok';
  return (
    <p className={styles.verdict} role="status">
      <Chip tone={tone}>{failed ? t('link.none') : weak ? t('link.weakShort') : t('link.good')}</Chip>
      <span>{failed ? t('link.noneText') : weak ? t('link.weakText') : t('link.goodText')}</span>
    </p>
  );
}

function Figures() {
  const { t, i18n } = useTranslation();
  const { meter } = useRoomMedia().room;
  const list = useRef<HTMLDListElement>(null);
  const [known, setKnown] = useState(false);
  useEffect(() => {
    const write = (report: LinkReport) => {
      for (const [name, text] of Object.entries(linkWords(report, t, i18n.language))) {
        const target = list.current?.querySelector(`[data-figure="${name}"]`);
        if (target) target.textContent = text;
      }
      setKnown(true);
    };
    return meter.watch(write);
  }, [meter, t, i18n.language]);
  return (
    <>
      {!known && <p className={styles.hint}>{t('link.measuring')}</p>}
      <dl ref={list} className={styles.figures} hidden={!known}>
        <Figure name="upRate" label={t('link.up')} icon={<ArrowUp size={16} aria-hidden />} strong />
        <Figure name="upLoss" label={t('link.loss')} />
        <Figure name="layers" label={t('link.layers')} />
        <Figure name="downRate" label={t('link.down')} icon={<ArrowDown size={16} aria-hidden />} strong />
        <Figure name="downLoss" label={t('link.loss')} />
        <Figure name="estimate" label={t('link.estimate')} />
        <Figure name="rtt" label={t('link.rtt')} strong />
        <Figure name="transport" label={t('link.transport')} />
      </dl>
    </>
  );
}

function Figure({ name, label, icon, strong = false }: { name: string; label: string; icon?: ReactElement; strong?: boolean }) {
  return (
    <div className={strong ? styles.strong : styles.figure}>
      <dt>
        {icon}
        {label}
      </dt>
      <dd data-figure={name} />
    </div>
  );
}
