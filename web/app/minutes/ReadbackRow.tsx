import { Check, Pencil, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import { useWork, useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { fateOf } from '../tasks/fate';
import { dueWords, targetWords } from '../tasks/wording';
import { Button } from '../ui/Button';
import { words } from '../wire';
import { LineEditor } from './LineEditor';
import { numberMark } from './marks';
import { readingOf } from './readback';
import styles from './readback.module.css';

/** ReadbackRow is one conclusion in large words, with what follows from it; the chair confirms it, staff change its words. */
export function ReadbackRow({ line, staff, chair }: { line: Line; staff: boolean; chair: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [editing, setEditing] = useState(false);
  const reading = readingOf(line);
  return (
    <li className={styles.row} data-reading={reading}>
      <span className={styles.number} aria-hidden>
        {numberMark(line.number)}
      </span>
      <div className={styles.words}>
        {editing ? (
          <div className={styles.editor}>
            <LineEditor line={line} onClose={() => setEditing(false)} />
          </div>
        ) : (
          <p className={styles.text}>{words(line.text) || t('minutes.erased')}</p>
        )}
        <Follows line={line} staff={staff} />
      </div>
      <div className={styles.state}>
        {reading === 'confirmed' ? (
          <p className={styles.confirmed}>
            <Check size={20} strokeWidth={3} aria-hidden />
            {t('readback.confirmed', { time: line.confirmed ? hhmm(line.confirmed.at) : '' })}
          </p>
        ) : (
          <>
            {reading === 'again' && (
              <p className={styles.again}>
                <RotateCcw size={16} aria-hidden />
                {t('readback.changed')}
              </p>
            )}
            {chair ? (
              <Button variant="primary" isDisabled={editing} onPress={() => work.act('conclusion.confirm', { line: line.id, was: line.revision })}>
                <Check size={18} strokeWidth={2.5} aria-hidden />
                {reading === 'again' ? t('readback.confirmAgain') : t('readback.confirm')}
              </Button>
            ) : (
              reading === 'unread' && <p className={styles.waiting}>{t('readback.waiting')}</p>
            )}
          </>
        )}
        {staff && !editing && (
          <Button size="small" variant="quiet" onPress={() => setEditing(true)}>
            <Pencil size={14} aria-hidden />
            {t('minutes.edit')}
          </Button>
        )}
      </div>
    </li>
  );
}

/** What follows from the conclusion, in one line for each assignment. */
function Follows({ line, staff }: { line: Line; staff: boolean }) {
  const { t } = useTranslation();
  const assignments = useWork(({ meeting }) => meeting.assignments);
  const fate = fateOf(line, { assignments });
  if (fate.kind === 'settled') return <p className={styles.follows}>{t('tasks.settled', { reason: fate.reason })}</p>;
  if (fate.kind === 'open') return staff && !line.internal ? <p className={styles.missing}>{t('tasks.nobody')}</p> : null;
  return fate.assignments.map((assignment) => (
    <p key={assignment.id} className={styles.follows}>
      {[
        staff ? t('tasks.units', { count: assignment.tasks.length }) : t('tasks.yours'),
        assignment.due ? dueWords(assignment.due) : '',
        targetWords(assignment.target),
        assignment.product,
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  ));
}
