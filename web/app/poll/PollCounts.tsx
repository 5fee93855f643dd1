import { useTranslation } from 'react-i18next';
import { useWork } from '../meeting/work';
import type { Poll } from '../state';
import styles from './poll.module.css';
import { choices, isCounted, tallyOf } from './tally';

/** PollCounts are the counts of a poll as bars with numbers; of a secret ballot that is open only how many have voted. */
export function PollCounts({ poll }: { poll: Poll }) {
  const { t } = useTranslation();
  const units = useWork(({ meeting }) => meeting.units.length);
  const tally = tallyOf(poll, units);
  const voted = t('poll.voted', { count: tally.voted, units: tally.units });
  if (!isCounted(poll)) {
    return (
      <p className={styles.turnout}>
        {voted}. {t('poll.secretWait')}
      </p>
    );
  }
  return (
    <div className={styles.counts}>
      <dl className={styles.bars}>
        {choices.map((choice) => (
          <div key={choice} className={styles.count} data-choice={choice} style={{ '--share': tally.units === 0 ? 0 : tally[choice] / tally.units } as React.CSSProperties}>
            <dt>{t(`poll.choices.${choice}`)}</dt>
            <dd>{tally[choice]}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.turnout}>{voted}</p>
    </div>
  );
}
