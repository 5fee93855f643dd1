import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { numberMark } from '../minutes/marks';
import { includesFolded } from '../ui/fold';
import { words } from '../wire';
import type { UnitTask } from './fate';
import styles from './tasks.module.css';
import { dueWords, targetWords } from './wording';

/** TasksByConclusion lists what was assigned, each with the units that have it. */
export function TasksByConclusion({ tasks, query }: { tasks: readonly UnitTask[]; query: string }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const groups = new Map<string, UnitTask[]>();
  for (const task of tasks) groups.set(task.assignment.id, [...(groups.get(task.assignment.id) ?? []), task]);
  const shown = [...groups.values()].flatMap((rows) => {
    const first = rows[0];
    return first && includesFolded(first.line ? words(first.line.text) : '', query) ? [{ rows, first }] : [];
  });
  return (
    <>
      {shown.map(({ rows, first }) => (
        <details key={first.assignment.id} className={styles.fold}>
          <summary>
            <span className={styles.foldTitle}>
              {first.line && first.line.number > 0 ? `${numberMark(first.line.number)} ` : ''}
              {first.line ? words(first.line.text) : t('tasks.lineGone')}
            </span>
            <span className={styles.foldCount}>{t('tasks.units', { count: rows.length })}</span>
          </summary>
          <p className={styles.facts}>
            <span className={first.assignment.due ? undefined : styles.warn}>{first.assignment.due ? dueWords(first.assignment.due) : t('tasks.undated')}</span>
            {targetWords(first.assignment.target) && <span>{targetWords(first.assignment.target)}</span>}
            {first.assignment.product && <span>{t('tasks.productIs', { product: first.assignment.product })}</span>}
            {first.assignment.scope.reason && <span>{t('tasks.exceptBecause', { reason: first.assignment.scope.reason })}</span>}
          </p>
          <p className={styles.unitNames}>{rows.map((row) => unit(row.unit)).join(', ')}</p>
        </details>
      ))}
      {shown.length === 0 && <p className={styles.note}>{t('app.nothingFound')}</p>}
    </>
  );
}
