import { useTranslation } from 'react-i18next';
import { ddmmyyyy, hhmm } from '../meeting/clock';
import type { Supplement } from '../state';
import styles from './approval.module.css';

/** SupplementNote says which signed minutes the supplementary ones mend, and why. */
export function SupplementNote({ supplement: { part, reason, of } }: { supplement: Supplement }) {
  const { t } = useTranslation();
  return (
    <div className={styles.note}>
      <p>
        <strong>{t('supplement.title', { part })}</strong>
      </p>
      <p>{t('supplement.of', { name: of.name, time: hhmm(of.at), day: ddmmyyyy(of.at) })}</p>
      <code className={styles.hash}>{of.hash}</code>
      <p>{t('supplement.because', { reason })}</p>
    </div>
  );
}
