import { useTranslation } from 'react-i18next';
import { Agenda } from '../agenda/Agenda';
import { SpeakerQueue } from '../queue/SpeakerQueue';
import styles from './column.module.css';

/** AgendaColumn is the agenda with its timers, and below it, always in sight, the queue of speakers. On a phone it is a tab that scrolls as one. */
export function AgendaColumn() {
  const { t } = useTranslation();
  return (
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex -- scrolling regions must be reachable by keyboard (axe: scrollable-region-focusable)
    <div className={styles.column} role="region" aria-label={t('agenda.region')} tabIndex={0}>
      <div className={styles.agenda} role="group" aria-label={t('agenda.title')} tabIndex={0}>
        <Agenda />
      </div>
      <div className={styles.queue} role="group" aria-label={t('queue.title')} tabIndex={0}>
        <SpeakerQueue />
      </div>
    </div>
    // oxlint-enable jsx-a11y/no-noninteractive-tabindex
  );
}
