import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { limitOf, queueOf, roundQueueOf } from '../queue/order';
import { SpeechClock } from '../queue/SpeechClock';
import type { Meeting } from '../state';
import { words } from '../wire';
import styles from './wall.module.css';

const shown = 4;

/** WallFloor is who speaks, with a clock to be read from the last row, and who comes next. */
export function WallFloor({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const floor = meeting.requests.find((request) => request.id === meeting.floor);
  const waiting = [...roundQueueOf(meeting), ...queueOf(meeting)];
  const seat = (id: string) => meeting.seats.find((row) => row.id === id)?.name ?? '';
  return (
    <section className={styles.card} aria-label={t('queue.title')}>
      {floor ? (
        <div className={styles.speaker}>
          <div className={styles.who}>
            <p className={styles.over}>{t(`floor.now.${floor.kind}`)}</p>
            <p className={styles.item}>{unit(floor.unit) || words(floor.person) || seat(floor.seat)}</p>
            <p className={styles.by}>{[unit(floor.unit) ? words(floor.person) : '', words(floor.subject)].filter(Boolean).join(' · ')}</p>
          </div>
          <SpeechClock request={floor} limit={limitOf(meeting, floor)} large />
        </div>
      ) : (
        <p className={styles.by}>{waiting.length === 0 ? t('queue.empty') : t('cockpit.nobodySpeaks')}</p>
      )}
      {waiting.length > 0 && (
        <>
          <p className={styles.over}>{meeting.round ? t('floor.round') : t('cockpit.waiting', { count: waiting.length })}</p>
          <ol className={styles.waiting}>
            {waiting.slice(0, shown).map((request) => (
              <li key={request.id}>{unit(request.unit) || words(request.person) || seat(request.seat)}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
