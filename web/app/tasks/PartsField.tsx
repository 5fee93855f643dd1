import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { TextField } from '../ui/TextField';
import { wrong, type PartsForm } from './parts';
import styles from './parts.module.css';

/** PartsField is one number for each unit. `after` says what follows from a number. */
export function PartsField({ label, form, onChange, after }: { label: string; form: PartsForm; onChange: (form: PartsForm) => void; after?: (unit: string) => string }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div className={styles.list} role="group" aria-label={label} tabIndex={0}>
      {[...form].map(([id, typed]) => (
        <div key={id} className={styles.row}>
          <span className={styles.unit}>{unit(id)}</span>
          {after && <span className={styles.after}>{after(id)}</span>}
          <TextField
            label={unit(id)}
            labelHidden
            inputMode="decimal"
            value={typed}
            onChange={(value) => onChange(new Map(form).set(id, value))}
            error={wrong(typed) ? t('tasks.badNumber') : undefined}
            maxLength={20}
          />
        </div>
      ))}
    </div>
  );
}
