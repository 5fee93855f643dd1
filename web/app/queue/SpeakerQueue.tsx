import { Hand as HandIcon, Mic } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { words } from '../wire';
import { FloorCard } from './FloorCard';
import { queueOf } from './order';
import styles from './queue.module.css';
import { RequestDialog } from './RequestDialog';
import { RequestRow } from './RequestRow';
import { Speeches } from './Speeches';
import { useHand } from './useHand';

/** SpeakerQueue: who has the floor, who waits, and one's own request. Staff call and lower. */
export function SpeakerQueue() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const { staff } = usePowers();
  const hand = useHand();
  const [asking, setAsking] = useState(false);
  const { status, queue, floor } = useWork(({ meeting }) => ({
    status: meeting.status,
    queue: (meeting.status === 'closed' ? [] : queueOf(meeting)).map((request) => request.id).join(' '),
    floor: meeting.requests.find((request) => request.id === meeting.floor),
  }));
  const requests = useWork(({ meeting }) => meeting.requests);
  const waiting = queue.split(' ').flatMap((id) => requests.find((request) => request.id === id) ?? []);
  const last = waiting.at(-1);
  if (status === '' || (status === 'closed' && !requests.some((request) => request.state === 'done' && request.from !== null))) return null;

  const open = status !== 'closed';
  return (
    <div className={styles.queue}>
      <h2 className={styles.title}>
        {t('queue.title')}
        {waiting.length > 0 && <span className={styles.count}>{waiting.length}</span>}
      </h2>
      {floor && <FloorCard request={floor} staff={staff} />}
      {waiting.length > 0 && (
        <ol className={styles.list}>
          {waiting.map((request, n) => (
            <RequestRow key={request.id} request={request} place={n + 1} staff={staff} />
          ))}
        </ol>
      )}
      {waiting.length === 0 && !floor && open && <p className={styles.empty}>{t('queue.empty')}</p>}
      {/* Only the chair's side hears that somebody asks; for the others it would be noise. */}
      {staff && (
        <p className="visually-hidden" role="status">
          {last ? t('queue.announce', { unit: unit(last.unit), person: words(last.person) }) : ''}
        </p>
      )}
      {open && (
        <div className={styles.actions}>
          {staff && waiting.length > 0 && status === 'running' && (
            <Button variant="primary" onPress={() => work.act('floor.call', {})}>
              <Mic size={16} aria-hidden />
              {t('queue.nextSpeaker')}
            </Button>
          )}
          {hand.raised && hand.place !== null ? (
            <>
              <span className={styles.place}>{t('queue.yourPlace', { place: hand.place })}</span>
              <Button onPress={hand.toggle}>{t('queue.lower')}</Button>
            </>
          ) : (
            !hand.speaking && (
              <Button onPress={() => setAsking(true)}>
                <HandIcon size={16} aria-hidden />
                {t('queue.ask')}
              </Button>
            )
          )}
        </div>
      )}
      <Speeches requests={requests} />
      {asking && <RequestDialog staff={staff} onClose={() => setAsking(false)} />}
    </div>
  );
}
