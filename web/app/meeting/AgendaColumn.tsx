import { useTranslation } from 'react-i18next';
import { Agenda } from '../agenda/Agenda';
import { SpeakerQueue } from '../queue/SpeakerQueue';
import styles from './column.module.css';

/** AgendaColumn is the agenda with its timers and the queue of speakers. On a phone it is a tab. */
export function AgendaColumn() {
  const { t } = useTranslation();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard (axe: scrollable-region-focusable)
    <div className={styles.column} role="region" aria-label={t('agenda.region')} tabIndex={0}>
      <Agenda />
      <SpeakerQueue />
    </div>
  );
}
