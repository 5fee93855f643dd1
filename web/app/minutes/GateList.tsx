import { Check, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { isOpen, type Gate } from './approval';
import styles from './approval.module.css';

/** Where the first of each stands among the lines. */
const places = { unconfirmed: '[data-unconfirmed]', unclear: '[data-finding][data-waived="false"]', comments: '[data-unanswered]' } as const;

function show(what: keyof typeof places): void {
  const first = document.querySelector<HTMLElement>(places[what]);
  first?.scrollIntoView({ block: 'center' });
  (first?.matches('button') ? first : first?.querySelector<HTMLElement>('button'))?.focus();
}

/** GateList says what still stands before the signature, or that nothing does. A press leads to the first of each. */
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
              <Button size="small" variant="quiet" className={styles.goto ?? ''} onPress={() => show(what)}>
                <TriangleAlert size={14} aria-hidden />
                {t(`approval.gate.${what}`, { count: gate[what] })}
              </Button>
            </li>
          ),
      )}
    </ul>
  );
}
