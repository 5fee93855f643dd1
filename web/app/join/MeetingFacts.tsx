import { CalendarClock, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../session';
import { Chip } from '../ui/Chip';
import { classes } from '../ui/class';
import { meetingZone } from '../ui/clock';
import styles from './join.module.css';

// Official titles run to 150 letters; those are set smaller.
const longTitle = 70;

/** MeetingFacts is what one is about to enter: title, time, chair, one's own unit. */
export function MeetingFacts({ session }: { session: Session }) {
  const { t, i18n } = useTranslation();
  const start = session.starts_at ? new Date(session.starts_at) : null;
  const format = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : 'vi-VN', {
    weekday: 'long',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
    timeZone: meetingZone,
  });
  return (
    <div className={styles.facts}>
      <p className={styles.chips}>
        <Chip tone="brand">{t(`role.${session.role}`)}</Chip>
        {session.status === 'running' && (
          <Chip tone="danger" dot>
            {t('meeting.running')}
          </Chip>
        )}
        {session.status === 'closed' && <Chip>{t('meeting.closed')}</Chip>}
      </p>
      <h1 className={classes(styles.title, session.title.length > longTitle && styles.long)}>{session.title || t('join.title')}</h1>
      {session.unit_name && <p className={styles.unit}>{session.unit_name}</p>}
      {(start || session.chair) && (
        <ul className={styles.when}>
          {start && (
            <li>
              <CalendarClock size={16} aria-hidden />
              <time dateTime={start.toISOString()}>{format.format(start)}</time>
            </li>
          )}
          {session.chair && (
            <li>
              <UserRound size={16} aria-hidden />
              {t('join.chair', { name: session.chair })}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
