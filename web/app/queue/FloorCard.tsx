import { useTranslation } from 'react-i18next';
import { span } from '../agenda/timing';
import { useTick } from '../meeting/clock';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { useWorkApi } from '../meeting/work';
import type { Request } from '../state';
import { Button } from '../ui/Button';
import { words } from '../wire';
import { spokeFor } from './order';
import styles from './queue.module.css';

/** FloorCard is who speaks now and for how long; the clock turns red when the asked minutes are used up. */
export function FloorCard({ request, staff }: { request: Request; staff: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const own = useMeeting((store) => store.me.seat === request.seat);
  const clock = useTick<HTMLSpanElement>((element, now) => {
    const spoken = spokeFor(request, now);
    const text = span(spoken);
    if (element.textContent !== text) element.textContent = text;
    element.dataset['over'] = String(request.minutes > 0 && spoken > request.minutes * 60_000);
  });
  const person = words(request.person);
  return (
    <div className={styles.floor}>
      <div className={styles.who}>
        <span className={styles.live}>{t('queue.speaking')}</span>
        <span className={styles.unit}>{unit(request.unit)}</span>
        {person && <span className={styles.person}>{person}</span>}
        {words(request.subject) && <span className={styles.subject}>{words(request.subject)}</span>}
      </div>
      <div className={styles.side}>
        <span ref={clock} className={styles.clock} role="timer" aria-label={t('queue.spoken')} />
        {request.minutes > 0 && <span className={styles.person}>/ {t('agenda.minutes', { minutes: request.minutes })}</span>}
      </div>
      {(staff || own) && (
        <Button className={styles.finish ?? ''} size="small" onPress={() => work.act('floor.finish', { request: request.id })}>
          {t('queue.finish')}
        </Button>
      )}
    </div>
  );
}
