import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Precedent } from '../state';
import { dueWords } from '../tasks/wording';
import { Button } from '../ui/Button';
import { earlierWords, takenUp } from './precedent';
import { useSimilar } from './useSimilar';
import styles from './similar.module.css';

/** SimilarCards shows open conclusions of earlier meetings that say nearly the same, to be given more time or given again. */
export function SimilarCards({ text, onTake }: { text: string; onTake: (precedent: Precedent) => void }) {
  const { t } = useTranslation();
  const found = useSimilar(text);
  const first = found[0];
  if (!first) return null;
  return (
    <section className={styles.card} aria-label={t('similar.title')}>
      <p className={styles.head}>
        <History size={14} aria-hidden />
        <strong>{t('similar.title')}</strong>
        <span>{earlierWords(first)}</span>
        <span>{t('tasks.units', { count: first.units })}</span>
        {first.due && <span>{dueWords(first.due)}</span>}
      </p>
      <p className={styles.text}>{first.text}</p>
      <div className={styles.actions}>
        <Button size="small" onPress={() => onTake(takenUp(first, 'extends'))}>
          {t('similar.extend')}
        </Button>
        <Button size="small" onPress={() => onTake(takenUp(first, 'repeats'))}>
          {t('similar.again', { times: first.times + 1 })}
        </Button>
      </div>
    </section>
  );
}
