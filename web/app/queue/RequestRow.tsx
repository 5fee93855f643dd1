import { useTranslation } from 'react-i18next';
import { useTick } from '../meeting/clock';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Request } from '../state';
import { Button } from '../ui/Button';
import { words } from '../wire';
import styles from './queue.module.css';

/** RequestRow is one who waits: place, unit, person, subject, since when. */
export function RequestRow({ request, place, staff }: { request: Request; place: number; staff: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const running = useWork((state) => state.meeting.status === 'running');
  const own = useMeeting((store) => store.me.seat === request.seat);
  const since = useTick<HTMLSpanElement>((element, now) => {
    const minutes = Math.max(0, Math.floor((now - Date.parse(request.at)) / 60_000));
    const text = minutes === 0 ? t('queue.justNow') : t('queue.waits', { minutes });
    if (element.textContent !== text) element.textContent = text;
  });
  const subject = words(request.subject);
  const name = unit(request.unit);
  return (
    <li className={styles.row}>
      <span className={styles.number} aria-hidden>
        {place}
      </span>
      <div className={styles.who}>
        <span className={styles.unit}>
          {name}
          {own && <span className={styles.you}> ({t('queue.you')})</span>}
        </span>
        <span className={styles.person}>
          {[words(request.person), request.kind === 'speak' ? '' : t(`queue.kinds.${request.kind}`), request.minutes > 0 ? t('agenda.minutes', { minutes: request.minutes }) : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
        {subject && <span className={styles.subject}>{subject}</span>}
        <span ref={since} className={styles.since} />
        {staff && (
          <span className={styles.rowActions}>
            <Button size="small" isDisabled={!running} aria-label={t('queue.callOf', { unit: name })} onPress={() => work.act('floor.call', { request: request.id })}>
              {t('queue.call')}
            </Button>
            <Button size="small" variant="quiet" aria-label={t('queue.lowerOf', { unit: name })} onPress={() => work.act('floor.withdraw', { request: request.id })}>
              {t('queue.lower')}
            </Button>
          </span>
        )}
      </div>
    </li>
  );
}
