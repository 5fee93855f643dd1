import { Check, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isOpen, type Gate } from './approval';
import styles from './approval.module.css';

/** GateList says what still stands before the signature, or that nothing does. */
export function GateList({ gate }: { gate: Gate }) {
  const { t } = useTranslation();
  if (isOpen(gate)) {
    return (
      <p className={styles.clear}>
        <Check size={14} aria-hidden />
        {t('approval.clear')}
      </p>
    );
  }
  return (
    <ul className={styles.gate} aria-label={t('approval.before')}>
      {(['unconfirmed', 'unclear', 'comments'] as const).map(
        (what) =>
          gate[what] > 0 && (
            <li key={what}>
              <TriangleAlert size={14} aria-hidden />
              {t(`approval.gate.${what}`, { count: gate[what] })}
            </li>
          ),
      )}
    </ul>
  );
}
