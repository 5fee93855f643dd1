import { useTranslation } from 'react-i18next';
import { PollCounts } from '../poll/PollCounts';
import type { Meeting } from '../state';
import { words } from '../wire';
import styles from './wall.module.css';

/** WallPoll is the poll that is open, or the last one while its item runs. */
export function WallPoll({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const poll = meeting.polls?.at(-1);
  if (!poll || (poll.closed_at !== null && poll.item !== meeting.current)) return null;
  return (
    <section className={styles.poll} aria-label={t('poll.title')}>
      <p className={styles.over}>
        {poll.secret ? t('poll.secret') : t('poll.title')} · {poll.closed_at === null ? t('poll.isOpen') : t('poll.isClosed')}
      </p>
      <p className={styles.question}>{words(poll.question)}</p>
      <PollCounts poll={poll} />
    </section>
  );
}
