import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortId } from '../ids';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import { numberMark } from '../minutes/marks';
import { chosenUnits } from '../predict';
import type { Wish } from '../minutes/sketch';
import type { Assignment, Due, Line } from '../state';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { words as wordsOf } from '../wire';
import { dueFrom, type DatedDeadline } from './deadline';
import { lastDay } from './due';
import { DueField, type DueForm } from './DueField';
import { ScopeField } from './ScopeField';
import { countable, emptyScope, readScope } from './scopeForm';
import { readTarget, targetForm } from './targetForm';
import { TargetField } from './TargetField';
import styles from './tasks.module.css';
import { UnitTicks } from './UnitTicks';

/** What is changed: nothing yet (a new assignment), an assignment, or one unit's task of it. */
export interface AssignDialogProps {
  line: Line;
  assignment?: Assignment | undefined;
  unit?: string | undefined;
  /** What was said about a new assignment already. */
  wish?: Wish | undefined;
  onClose: () => void;
}

/** AssignDialog makes tasks from a conclusion or task line, or changes date, target and product of what was assigned. */
export function AssignDialog({ line, assignment, unit, wish, onClose }: AssignDialogProps) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const label = useUnitLabel();
  const meeting = useWork((state) => state.meeting);
  const task = assignment?.tasks.find((one) => one.unit === unit);
  const due = task?.due ?? assignment?.due ?? wish?.due ?? null;
  const [scope, setScope] = useState(emptyScope);
  const [when, setWhen] = useState<DueForm>({ date: due ? lastDay(due) : null, words: due?.words ?? '' });
  // The instant that the date came from: "trước 17 giờ ngày 5-8" ends at 17:00, which a date alone does not say.
  const [instant, setInstant] = useState<Pick<Due, 'until'> | null>(due);
  const [target, setTarget] = useState(() => targetForm(task?.target ?? assignment?.target ?? wish?.target ?? { kind: 'none' }));
  const [product, setProduct] = useState(assignment?.product ?? '');
  const [helpers, setHelpers] = useState<ReadonlySet<string>>(() => new Set(assignment?.supporting ?? wish?.supporting));
  const [helping, setHelping] = useState(helpers.size > 0);

  const chosen = readScope(scope);
  const count = assignment ? (unit ? 1 : assignment.tasks.length) : countable(scope) ? chosenUnits(meeting, { ...scope, units: [...scope.ticked], except: [...scope.except], group: scope.group ?? '' }).length : 0;
  const reached = readTarget(target);
  const save = (close: () => void) => {
    if (!reached) return;
    const said = { target: reached, ...(when.date ? { due: dueFrom(when.date, when.words, instant) } : {}), ...(product.trim() ? { product: product.trim() } : {}) };
    const supporting = [...helpers];
    if (assignment) {
      work.act('task.edit', { assignment: assignment.id, ...(unit ? { unit } : {}), ...said });
      if (!unit && !sameUnits(supporting, assignment.supporting)) work.act('task.support', { assignment: assignment.id, supporting });
    } else if (chosen) {
      work.act('task.assign', { assignment: shortId(), line: line.id, scope: chosen, ...said, ...(supporting.length > 0 ? { supporting } : {}) });
    }
    close();
  };
  const take = (deadline: DatedDeadline) => {
    setInstant({ until: deadline.until });
    setWhen({ date: lastDay(deadline), words: deadline.words });
  };
  const number = line.kind === 'conclusion' && line.number > 0 ? `${numberMark(line.number)} ` : '';
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      wide
      title={assignment ? t('tasks.editTitle') : t('tasks.assign')}
      actions={(close) => (
        <>
          <span className={styles.total} role="status">
            {unit ? label(unit) : t('tasks.units', { count })}
          </span>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={!reached || count === 0 || (!assignment && !chosen)} onPress={() => save(close)}>
            {assignment ? t('minutes.save') : t('tasks.assignTo', { count })}
          </Button>
        </>
      )}
    >
      <div className={styles.stack}>
        <blockquote className={styles.quote}>
          {number}
          {wordsOf(line.text)}
        </blockquote>
        {!assignment && <ScopeField form={scope} onChange={setScope} />}
        <DueField form={when} line={wordsOf(line.text)} onChange={setWhen} onTake={take} />
        <TargetField form={target} onChange={setTarget} />
        {!unit && (
          <details className={styles.helpers} open={helping} onToggle={(event) => setHelping(event.currentTarget.open)}>
            <summary>{helpers.size > 0 ? t('tasks.with', { units: [...helpers].map(label).join(', ') }) : t('tasks.chooseSupport')}</summary>
            {helping && <UnitTicks label={t('tasks.supportUnits')} units={[meeting.host, ...meeting.units]} value={helpers} onChange={setHelpers} />}
          </details>
        )}
        {!unit && <TextField label={t('tasks.product')} value={product} onChange={setProduct} placeholder={t('tasks.productHint')} maxLength={300} />}
      </div>
    </Dialog>
  );
}

function sameUnits(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}
