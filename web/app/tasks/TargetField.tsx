import { useTranslation } from 'react-i18next';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { readNumber, type TargetForm } from './targetForm';
import styles from './tasks.module.css';

const kinds: readonly TargetForm['kind'][] = ['none', 'number', 'total', 'multiple', 'yesno', 'text'];

/** TargetField is what is to be reached: nothing, a number with its unit for each or for all together, a multiple, yes or no, words. */
export function TargetField({ form, onChange }: { form: TargetForm; onChange: (form: TargetForm) => void }) {
  const { t } = useTranslation();
  const set = (change: Partial<TargetForm>) => onChange({ ...form, ...change });
  const wrong = (typed: string) => (typed.trim() !== '' && readNumber(typed) === null ? t('tasks.badNumber') : undefined);
  const counted = form.kind === 'number' || form.kind === 'total';
  const measured = counted || form.kind === 'multiple';
  return (
    <div className={styles.target} data-kind={form.kind}>
      <Select label={t('tasks.target')} choices={kinds.map((id) => ({ id, text: t(`tasks.targets.${id}`) }))} value={form.kind} onChange={(kind) => set({ kind: kind as TargetForm['kind'] })} />
      {measured && (
        <TextField
          label={form.kind === 'multiple' ? t('tasks.from') : t('tasks.value')}
          value={form.value}
          onChange={(value) => set({ value })}
          inputMode="decimal"
          error={wrong(form.value)}
          isRequired
        />
      )}
      {form.kind === 'multiple' && <TextField label={t('tasks.to')} value={form.max} onChange={(max) => set({ max })} inputMode="decimal" error={wrong(form.max)} />}
      {counted && <TextField label={t('tasks.unitOfMeasure')} value={form.unit} onChange={(unit) => set({ unit })} placeholder={t('tasks.unitHint')} maxLength={60} />}
      {form.kind === 'text' && <TextField label={t('tasks.targetText')} value={form.text} onChange={(text) => set({ text })} maxLength={300} isRequired />}
    </div>
  );
}
