import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import type { Due } from '../state';
import { Banner } from '../ui/Banner';
import { Chip } from '../ui/Chip';
import { ddmmyyyy } from '../ui/clock';
import { Dialog } from '../ui/Dialog';
import { Skeleton } from '../ui/Skeleton';
import { meetingPath, useFetched } from './useFetched';
import styles from './prepare.module.css';

/** One task of an earlier meeting (agenda.OpenTask). */
interface OpenTask {
  meeting: string;
  held: string;
  unit: string;
  task: string;
  number: number;
  text: string;
  due: Due | null;
  /** The date before it was extended. */
  first?: Due;
  overdue: boolean;
}

/** OpenTasksDialog lists the tasks of earlier meetings, by unit, overdue first. */
export function OpenTasksDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMeeting((store) => store.me);
  const unit = useUnitLabel();
  const { value, error } = useFetched<{ tasks: OpenTask[] }>(meetingPath(me, 'progress'));
  // `until` is the first instant that is too late.
  const lastDay = (due: Due) => ddmmyyyy(Date.parse(due.until) - 1);
  return (
    <Dialog isOpen wide onOpenChange={(open) => !open && onClose()} title={t('prepare.progress.title')}>
      {error !== null && <Banner tone="danger">{wordsFor(error, t)}</Banner>}
      {!value && error === null && <Skeleton lines={4} />}
      <ul className={styles.rows}>
        {value?.tasks.map((task) => (
          <li key={`${task.meeting} ${task.task}`} className={styles.row}>
            <div className={styles.what}>
              <p className={styles.name}>{unit(task.unit)}</p>
              <p>{task.text}</p>
              <p className={styles.muted}>
                {t('prepare.carry.of', { date: ddmmyyyy(task.held) })}
                {task.first && ` · ${t('prepare.progress.extended', { date: lastDay(task.first) })}`}
              </p>
            </div>
            <Chip tone={task.overdue ? 'danger' : 'plain'}>
              {task.due ? t(task.overdue ? 'prepare.progress.wasDue' : 'prepare.progress.due', { date: lastDay(task.due) }) : t('prepare.progress.noDate')}
            </Chip>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
