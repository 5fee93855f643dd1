import { useTranslation } from 'react-i18next';
import { span } from '../agenda/timing';
import { hhmm } from '../meeting/clock';
import { useUnitLabel } from '../meeting/units';
import type { Request } from '../state';
import { words } from '../wire';
import { spokeFor } from './order';
import styles from './queue.module.css';

/** Speeches is who spoke and how long, newest first, folded away until asked for. */
export function Speeches({ requests }: { requests: readonly Request[] }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const done = requests.filter((request) => request.state === 'done' && request.from !== null).toReversed();
  if (done.length === 0) return null;
  return (
    <details className={styles.speeches}>
      <summary>{t('queue.spoke', { count: done.length })}</summary>
      <ul>
        {done.map((request) => (
          <li key={request.id} className={styles.speech}>
            <span className={styles.since}>{hhmm(request.from ?? request.at)}</span>
            <span className={styles.who}>
              <span className={styles.unit}>{unit(request.unit)}</span>
              <span className={styles.person}>{words(request.person)}</span>
            </span>
            <span className={styles.spoken}>{span(spokeFor(request, 0))}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
