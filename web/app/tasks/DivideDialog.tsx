import { Equal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import type { Assignment } from '../state';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { targetOfTask } from './fate';
import { divisionOf, equally, partsForm, partsOf } from './parts';
import styles from './parts.module.css';
import { PartsField } from './PartsField';
import tasks from './tasks.module.css';
import { numberWords, targetWords } from './wording';

/** DivideDialog divides a total among the units: every unit has a part, the parts make the total, all of it or nothing. */
export function DivideDialog({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [form, setForm] = useState(() =>
    partsForm(assignment.tasks, (task) => {
      const own = targetOfTask(assignment, task);
      return own.kind === 'number' ? (own.value ?? 0) : undefined;
    }),
  );
  const total = assignment.target.value ?? 0;
  const { left, empty, complete } = divisionOf(form, total);
  const state = left < 0 ? 'over' : complete ? 'ok' : 'open';
  const said = left < 0 ? t('tasks.divideOver', { value: numberWords(-left) }) : left > 0 ? t('tasks.divideLeft', { value: numberWords(left) }) : empty.length > 0 ? t('tasks.divideEmpty', { count: empty.length }) : t('tasks.divideDone');
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      wide
      title={t('tasks.divide')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={!complete}
            onPress={() => {
              work.act('task.divide', { assignment: assignment.id, parts: partsOf(form) });
              close();
            }}
          >
            {t('minutes.save')}
          </Button>
        </>
      )}
    >
      <div className={tasks.stack}>
        <div className={styles.sum}>
          <strong>{targetWords(assignment.target)}</strong>
          <span className={styles.left} data-state={state} role="status">
            {said}
          </span>
          <Button size="small" onPress={() => setForm(equally(total, assignment.tasks.map((task) => task.unit)))}>
            <Equal size={14} aria-hidden />
            {t('tasks.divideEqually')}
          </Button>
        </div>
        <PartsField label={t('tasks.parts')} form={form} onChange={setForm} />
      </div>
    </Dialog>
  );
}
