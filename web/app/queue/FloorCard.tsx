import { Pause, Play } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { span } from '../agenda/timing';
import { useTick } from '../meeting/clock';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Request } from '../state';
import { Button } from '../ui/Button';
import { words } from '../wire';
import { limitOf, spokenBy } from './order';
import { SpeechClock } from './SpeechClock';
import styles from './queue.module.css';

/** FloorCard is who speaks now and how much time is left; staff pause, give more minutes, pass over who does not answer, and finish. */
export function FloorCard({ request, staff }: { request: Request; staff: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const own = useMeeting((store) => store.me.seat === request.seat);
  const limit = useWork(({ meeting }) => limitOf(meeting, request));
  const person = words(request.person);
  const { id } = request;
  return (
    <div className={styles.floor}>
      <div className={styles.who}>
        <span className={styles.live}>{request.paused_at ? t('floor.paused') : t(`floor.now.${request.kind}`)}</span>
        <span className={styles.unit}>{unit(request.unit)}</span>
        {person && <span className={styles.person}>{person}</span>}
        {words(request.subject) && <span className={styles.subject}>{words(request.subject)}</span>}
        {staff && <UnitTime unit={request.unit} />}
      </div>
      <div className={styles.side}>
        <SpeechClock request={request} limit={limit} />
        {limit > 0 && <span className={styles.person}>/ {t('agenda.minutes', { minutes: limit })}</span>}
      </div>
      {(staff || own) && (
        <div className={styles.floorActions}>
          {staff && (
            <Button size="small" onPress={() => work.act(request.paused_at ? 'floor.resume' : 'floor.pause', { request: id })}>
              {request.paused_at ? <Play size={14} aria-hidden /> : <Pause size={14} aria-hidden />}
              {request.paused_at ? t('floor.resume') : t('floor.pause')}
            </Button>
          )}
          {staff && limit > 0 && (
            <Button size="small" aria-label={t('floor.moreLong', { minutes: 1 })} onPress={() => work.act('floor.grant', { request: id, minutes: limit + 1 })}>
              {t('agenda.extend', { minutes: 1 })}
            </Button>
          )}
          {staff && (
            <Button size="small" variant="quiet" onPress={() => work.act('floor.skip', { request: id })}>
              {t('floor.noAnswer')}
            </Button>
          )}
          <Button size="small" onPress={() => work.act('floor.finish', { request: id })}>
            {t('queue.finish')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** UnitTime is how long a unit has spoken in this meeting, beside its budget when there is one. */
export function UnitTime({ unit }: { unit: string }) {
  const { t } = useTranslation();
  const { requests, budget } = useWork(({ meeting }) => ({ requests: meeting.requests, budget: meeting.rule?.budget ?? 0 }));
  const line = useTick<HTMLSpanElement>((element, now) => {
    const spoken = spokenBy(requests, unit, now);
    const over = budget > 0 && spoken > budget * 60_000;
    const text = budget === 0 ? t('floor.unitTime', { time: span(spoken) }) : t(over ? 'floor.unitOver' : 'floor.unitBudget', { time: span(spoken), minutes: budget });
    if (element.textContent !== text) element.textContent = text;
    element.dataset['over'] = String(over);
    element.hidden = spoken < 1_000;
  });
  return <span ref={line} className={styles.budget} hidden />;
}
