import { ArrowUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FloorLockSwitch } from '../control/FloorLockSwitch';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import { StaffPoll } from '../poll/StaffPoll';
import { UnitTime } from '../queue/FloorCard';
import { limitOf, queueOf, roundQueueOf } from '../queue/order';
import { SpeechClock } from '../queue/SpeechClock';
import { useSilent } from '../queue/useSilent';
import type { Request } from '../state';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { IconButton } from '../ui/IconButton';
import { words } from '../wire';
import styles from './cockpit.module.css';

/** FloorColumn is who speaks, with a large clock, and who waits, each one press away from the floor. */
export function FloorColumn() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const silent = useSilent(true);
  const meeting = useWork((state) => state.meeting);
  const floor = meeting.requests.find((request) => request.id === meeting.floor);
  const round = roundQueueOf(meeting);
  const waiting = [...round, ...queueOf(meeting)];
  const mark = (request: Request) => silent.has(request.unit) && !meeting.requests.some((row) => row.unit === request.unit && row.from !== null);
  return (
    <div className={styles.card}>
      {floor ? (
        <div className={styles.speaker}>
          <div>
            <p className={styles.over}>{t(`floor.now.${floor.kind}`)}</p>
            <h2 className={styles.itemName}>{unit(floor.unit) || words(floor.person)}</h2>
            <p className={styles.muted}>{[words(floor.person), words(floor.subject)].filter(Boolean).join(' · ')}</p>
            <UnitTime unit={floor.unit} />
          </div>
          <SpeechClock request={floor} limit={limitOf(meeting, floor)} large />
          <div className={styles.rowOfButtons}>
            <Button size="small" onPress={() => work.act('floor.grant', { request: floor.id, minutes: limitOf(meeting, floor) + 1 })}>
              {t('agenda.extend', { minutes: 1 })}
            </Button>
            <Button size="small" onPress={() => work.act('floor.skip', { request: floor.id })}>
              {t('floor.noAnswer')}
            </Button>
            <Button size="small" onPress={() => work.act('floor.finish', { request: floor.id })}>
              {t('queue.finish')}
            </Button>
          </div>
        </div>
      ) : (
        <p className={styles.muted}>{t('cockpit.nobodySpeaks')}</p>
      )}
      <h3 className={styles.heading}>
        {t('cockpit.waiting', { count: waiting.length })}
        {meeting.round && <Chip tone="warn">{t('floor.round')}</Chip>}
      </h3>
      {meeting.status !== 'closed' && (
        <div className={styles.rowOfButtons}>
          <FloorLockSwitch />
        </div>
      )}
      <ol className={styles.waiting} aria-label={t('queue.title')}>
        {waiting.map((request, n) => {
          const name = unit(request.unit) || words(request.person);
          const above = waiting[n - 1];
          const movable = above !== undefined && above.item === request.item && above.round === request.round;
          return (
            <li key={request.id} className={styles.request}>
              <span className={styles.itemNumber}>{n + 1}</span>
              <span className={styles.requestWho}>
                <strong>{name}</strong>
                <span className={styles.muted}>
                  {[words(request.person), request.kind === 'speak' ? '' : t(`queue.kinds.${request.kind}`), words(request.subject)].filter(Boolean).join(' · ')}
                </span>
                {mark(request) && <Chip tone="brand">{t('floor.silent')}</Chip>}
              </span>
              <IconButton size="small" label={t('floor.upOf', { unit: name })} isDisabled={!movable} onPress={() => above && work.act('floor.move', { request: request.id, before: above.id })}>
                <ArrowUp size={16} aria-hidden />
              </IconButton>
              <Button size="small" isDisabled={meeting.status !== 'running'} aria-label={t('queue.callOf', { unit: name })} onPress={() => work.act('floor.call', { request: request.id })}>
                {t('cockpit.call')}
              </Button>
            </li>
          );
        })}
      </ol>
      <StaffPoll />
    </div>
  );
}
