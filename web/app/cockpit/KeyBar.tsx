import { CircleStop, Gavel, ListChecks, LogOut, MicOff, Mic, Pause, PenLine, Play, SkipForward, type LucideIcon } from 'lucide-react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import styles from './keys.module.css';
import { cockpitKeys } from './keys';
import type { CockpitState, Deed } from './useCockpit';

const icons: Record<Deed['word'], LucideIcon> = {
  open: Gavel,
  nextItem: SkipForward,
  endItem: ListChecks,
  close: CircleStop,
  nextSpeaker: Mic,
  pause: Pause,
  resume: Play,
  conclusion: PenLine,
  muteAll: MicOff,
  escape: LogOut,
};

/** KeyBar is the six keys of the chair as six large buttons, each with what it will do now and its key. */
export function KeyBar({ deeds }: Pick<CockpitState, 'deeds'>) {
  const { t } = useTranslation();
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('cockpit.keys')}>
      {cockpitKeys.map(({ action, keys }) => {
        const { word, about, run } = deeds[action];
        const Icon = icons[word];
        return (
          <Button key={action} className={styles.key ?? ''} data-action={action} isDisabled={run === null} onPress={() => run?.()} aria-keyshortcuts={keys.join('+').replace('Esc', 'Escape')}>
            <Icon size={20} aria-hidden />
            <span className={styles.words}>
              <span className={styles.word}>{t(`cockpit.words.${word}`)}</span>
              {about && <span className={styles.about}>{about}</span>}
            </span>
            <kbd className={styles.cap} aria-hidden>
              {keys.join(' ')}
            </kbd>
          </Button>
        );
      })}
    </div>
  );
}
