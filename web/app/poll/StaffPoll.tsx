import { useTranslation } from 'react-i18next';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { words } from '../wire';
import { OtherOpinions } from './OtherOpinions';
import styles from './poll.module.css';
import { PollCounts } from './PollCounts';

/** StaffPoll is the newest poll as chair and secretary see it: the live count, and the button that closes it. */
export function StaffPoll() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const poll = useWork(({ meeting }) => meeting.polls?.at(-1));
  if (!poll) return null;
  const open = poll.closed_at === null;
  return (
    <section className={styles.poll} aria-label={t('poll.title')}>
      <h3 className={styles.title}>
        {poll.secret ? t('poll.secret') : t('poll.title')}
        <span className={styles.state}>{open ? t('poll.isOpen') : t('poll.isClosed')}</span>
      </h3>
      <p className={styles.question}>{words(poll.question)}</p>
      <PollCounts poll={poll} />
      <OtherOpinions poll={poll} />
      {open && (
        <Button size="small" onPress={() => work.act('poll.close', { poll: poll.id })}>
          {t('poll.close')}
        </Button>
      )}
    </section>
  );
}
