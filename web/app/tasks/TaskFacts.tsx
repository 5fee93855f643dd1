import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { useWorkApi } from '../meeting/work';
import { numberMark } from '../minutes/marks';
import { Chip } from '../ui/Chip';
import { words } from '../wire';
import { daysLeft } from './due';
import type { UnitTask } from './fate';
import styles from './tasks.module.css';
import { dueWords, wantedWords } from './wording';

/** TaskFacts is what one task says: the words with the conclusion's number, until when, how much, what to hand in. */
export function TaskFacts({ task }: { task: UnitTask }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const { line, due, assignment } = task;
  const target = wantedWords(task.target, task.base);
  const left = due ? daysLeft(due, work.now()) : null;
  const number = line && line.kind === 'conclusion' && line.number > 0 ? `${numberMark(line.number)} ` : '';
  return (
    <div className={styles.taskFacts}>
      <p className={styles.taskText}>
        {number}
        {line ? words(line.text) : t('tasks.lineGone')}
      </p>
      <p className={styles.facts}>
        {due ? (
          <span>
            {dueWords(due)}
            {left !== null && left >= 0 && left <= 60 ? ` · ${left === 0 ? t('tasks.todayDue') : t('tasks.daysLeft', { count: left })}` : ''}
          </span>
        ) : (
          <Chip tone="warn">{t('tasks.undated')}</Chip>
        )}
        {target && <span>{target}</span>}
        {assignment.product && <span>{t('tasks.productIs', { product: assignment.product })}</span>}
        {assignment.supporting.length > 0 && <span>{t('tasks.with', { units: assignment.supporting.map(unit).join(', ') })}</span>}
      </p>
    </div>
  );
}
