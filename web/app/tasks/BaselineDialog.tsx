import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import { BaselineFigures } from '../prepare/BaselineFigures';
import type { Assignment } from '../state';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { targetOfTask } from './fate';
import { partsForm, partsOf, wanted } from './parts';
import { PartsField } from './PartsField';
import { readNumber } from './targetForm';
import tasks from './tasks.module.css';
import { rangeWords, targetWords } from './wording';

/** BaselineDialog takes the numbers that a multiple counts from, of the units that know theirs, and shows what each is to reach. */
export function BaselineDialog({ assignment, onClose }: { assignment: Assignment; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [form, setForm] = useState(() => partsForm(assignment.tasks, (task) => task.base));
  const before = new Map(assignment.tasks.map((task) => [task.unit, task.base]));
  const changed = partsOf(form).filter(({ unit, value }) => before.get(unit) !== value);
  const after = (unit: string) => {
    const task = assignment.tasks.find((one) => one.unit === unit);
    const base = readNumber(form.get(unit) ?? '') ?? undefined;
    if (base === 0) return t('tasks.baseZero');
    const reached = task && wanted(targetOfTask(assignment, task), base);
    return reached ? `→ ${rangeWords(reached)}` : '';
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      wide
      title={t('tasks.baseline')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={changed.length === 0}
            onPress={() => {
              work.act('task.baseline', { assignment: assignment.id, parts: changed });
              close();
            }}
          >
            {t('minutes.save')}
          </Button>
        </>
      )}
    >
      <div className={tasks.stack}>
        <p>
          <strong>{targetWords(assignment.target)}</strong>
        </p>
        <p className={tasks.note}>{t('tasks.baselineAbout')}</p>
        <BaselineFigures form={form} onFill={setForm} />
        <PartsField label={t('tasks.baselines')} form={form} onChange={setForm} after={after} />
      </div>
    </Dialog>
  );
}
