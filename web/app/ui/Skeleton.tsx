import { useTranslation } from 'react-i18next';
import styles from './state.module.css';

/** Skeleton stands for lines that are being fetched. It stays invisible for 300 ms, so that fast answers do not flicker. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.skeleton} role="status" aria-label={t('app.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.bone} />
      ))}
    </div>
  );
}
