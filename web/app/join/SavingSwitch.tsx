import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { LocalMedia } from '../media/local';
import styles from './saving.module.css';

/** SavingSwitch is the person's own choice to use little data; native, because the join page shows it too. */
export function SavingSwitch({ local }: { local: LocalMedia }) {
  const { t } = useTranslation();
  const saving = useStore(local.store, (state) => state.saving);
  const id = useId();
  return (
    <div className={styles.saving}>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-checked={saving}
        className={styles.box}
        checked={saving}
        aria-describedby={`${id}t`}
        onChange={(event) => local.setSaving(event.target.checked)}
      />
      <div className={styles.words}>
        <label htmlFor={id} className={styles.name}>
          {t('join.saving')}
        </label>
        <span id={`${id}t`} className={styles.text}>
          {t('join.savingText')}
        </span>
      </div>
    </div>
  );
}
