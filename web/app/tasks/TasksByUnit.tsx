import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnitChoices } from '../meeting/units';
import { useWork } from '../meeting/work';
import { isSigned } from '../minutes/approval';
import { Chip } from '../ui/Chip';
import { includesFolded } from '../ui/fold';
import { IconButton } from '../ui/IconButton';
import { AssignDialog } from './AssignDialog';
import type { UnitTask } from './fate';
import { TaskFacts } from './TaskFacts';
import styles from './tasks.module.css';

/** TasksByUnit lists each unit's tasks, folded to one line per unit for staff; a unit sees its own list open. */
export function TasksByUnit({ tasks, query, staff }: { tasks: readonly UnitTask[]; query: string; staff: boolean }) {
  const { t } = useTranslation();
  const choices = useUnitChoices();
  const fixed = useWork(({ meeting }) => meeting.batches.length > 0 || isSigned(meeting));
  const [edited, setEdited] = useState<UnitTask | null>(null);
  const groups = choices.flatMap((choice) => {
    const own = tasks.filter((task) => task.unit === choice.id);
    return own.length > 0 && includesFolded(`${choice.text} ${choice.id}`, query) ? [{ choice, own }] : [];
  });
  const row = (task: UnitTask, n: number) => (
    <li key={task.id} className={styles.task}>
      <span className={styles.taskNumber}>{n + 1}</span>
      <TaskFacts task={task} />
      {staff && !fixed && task.line && (
        <IconButton label={t('tasks.editOwn')} size="small" onPress={() => setEdited(task)}>
          <Pencil size={14} aria-hidden />
        </IconButton>
      )}
    </li>
  );
  return (
    <>
      {!staff && <ol className={styles.taskList}>{tasks.map(row)}</ol>}
      {staff &&
        groups.map(({ choice, own }) => {
          const undated = own.filter((task) => task.due === null).length;
          return (
            <details key={choice.id} className={styles.fold}>
              <summary>
                <span className={styles.foldTitle}>{choice.text}</span>
                {undated > 0 && <Chip tone="warn">{t('tasks.undatedShort', { count: undated })}</Chip>}
                <span className={styles.foldCount}>{t('tasks.count', { count: own.length })}</span>
              </summary>
              <ol className={styles.taskList}>{own.map(row)}</ol>
            </details>
          );
        })}
      {staff && groups.length === 0 && <p className={styles.note}>{t('app.nothingFound')}</p>}
      {edited?.line && <AssignDialog line={edited.line} assignment={edited.assignment} unit={edited.unit} onClose={() => setEdited(null)} />}
    </>
  );
}
