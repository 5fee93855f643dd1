import { Hand as HandIcon, Mic } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FloorLockSwitch } from '../control/FloorLockSwitch';
import { useUnitLabel } from '../meeting/units';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import { StaffPoll } from '../poll/StaffPoll';
import type { Meeting, Request } from '../state';
import { Button } from '../ui/Button';
import { words } from '../wire';
import { FloorCard } from './FloorCard';
import { FloorTools } from './FloorTools';
import { nextSpeaker, queueOf, roundQueueOf } from './order';
import styles from './queue.module.css';
import { RequestDialog } from './RequestDialog';
import { RequestList } from './RequestList';
import { Speeches } from './Speeches';
import { useHand } from './useHand';
import { useSilent } from './useSilent';

/** SpeakerQueue: who has the floor, who waits, and one's own request. Staff call, reorder, pass over, lower, hold question rounds and polls. */
export function SpeakerQueue() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { staff } = usePowers();
  const hand = useHand();
  const silent = useSilent(staff);
  const [asking, setAsking] = useState(false);
  const meeting = useWork((state) => state.meeting);
  const { status, requests } = meeting;
  const floor = requests.find((request) => request.id === meeting.floor);
  const round = status === 'closed' ? [] : roundQueueOf(meeting);
  const waiting = status === 'closed' ? [] : queueOf(meeting);
  const next = nextSpeaker(meeting);
  const count = round.length + waiting.length;
  if (status === '' || (status === 'closed' && !requests.some((request) => request.state === 'done' && request.from !== null))) return null;

  const open = status !== 'closed';
  return (
    <div className={styles.queue}>
      {/* The clock and what is pressed most stay in sight while the list is scrolled. */}
      <div className={styles.top}>
        <h2 className={styles.title}>
          {t('queue.title')}
          {count > 0 && <span className={styles.count}>{count}</span>}
          {staff && open && <FloorLockSwitch icon />}
          {staff && open && <FloorTools />}
        </h2>
        {floor && <FloorCard request={floor} staff={staff} />}
        {open && (
          <div className={styles.actions}>
            {staff && next && status === 'running' && (
              <Button variant="primary" onPress={() => work.act('floor.call', { request: next.id })}>
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
      </div>
      {meeting.round && <RequestList title={t('floor.round')} requests={round} first={1} staff={staff} silent={silent} />}
      {meeting.round && round.length === 0 && <p className={styles.empty}>{t('floor.roundEmpty')}</p>}
      {byItem(meeting, waiting).map(({ item, title, list, first }) => (
        <RequestList key={item} title={title} requests={list} first={first} staff={staff} silent={silent} />
      ))}
      {count === 0 && !floor && open && !meeting.round && <p className={styles.empty}>{t('queue.empty')}</p>}
      {staff && <Announcement waiting={waiting} />}
      {staff && <StaffPoll />}
      <Speeches requests={requests} />
      {asking && <RequestDialog staff={staff} onClose={() => setAsking(false)} />}
    </div>
  );
}

/** Those who wait, one list per item: the current item's first and without a title. */
function byItem(meeting: Meeting, waiting: readonly Request[]): { item: string; title: string; list: Request[]; first: number }[] {
  const groups = new Map<string, Request[]>();
  for (const request of waiting) groups.set(request.item, [...(groups.get(request.item) ?? []), request]);
  let first = 1;
  return [...groups].map(([item, list]) => {
    const title = item === meeting.current ? '' : (meeting.items.find((row) => row.id === item)?.title ?? '');
    const group = { item, title, list, first };
    first += list.length;
    return group;
  });
}

/** Only the chair's side hears that somebody asks; for the others it would be noise. */
function Announcement({ waiting }: { waiting: readonly Request[] }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const last = waiting.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at)).at(-1);
  return (
    <p className="visually-hidden" role="status">
      {last ? t('queue.announce', { unit: unit(last.unit), person: words(last.person) }) : ''}
    </p>
  );
}
