import { useTranslation } from 'react-i18next';
import styles from './brand.module.css';

/** Brand is the mark and the name of the product; without `name` only the mark. */
export function Brand({ name = true }: { name?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="8" fill="var(--brand)" />
        <path d="M8 11.5A2.5 2.5 0 0 1 10.5 9h11a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5H15l-4.2 3.6c-.5.4-1.2.1-1.2-.6V20A2.5 2.5 0 0 1 8 17.5z" fill="#fff" />
        <path d="M12 13h8M12 16.2h5" stroke="var(--brand)" strokeWidth="1.8" strokeLinecap="round" />
      </svg>
      {name && <span>{t('app.name')}</span>}
    </span>
  );
}
