import { History } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useWork } from '../meeting/work';
import type { Precedent } from '../state';
import { dueWords } from '../tasks/wording';
import { Button } from '../ui/Button';
import { carriedOver, earlierWords } from './precedent';
import type { Wish } from './sketch';
import { useSimilar } from './useSimilar';
import styles from './similar.module.css';

/** SimilarCards shows open conclusions of earlier meetings that say nearly the same, to be given more time or given again: its units and target come along as chips. */
export function SimilarCards({ text, wish, onTake }: { text: string; wish: Wish; onTake: (wish: Wish) => void }) {
  const { t } = useTranslation();
  const found = useSimilar(text);
  const units = useWork(({ meeting }) => meeting.units);
  const first = found[0];
  if (!first) return null;
  const take = (how: Precedent['how']) => onTake(carriedOver(wish, first, how, units.map((unit) => unit.id)));
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
        <Button size="small" onPress={() => take('extends')}>
          {t('similar.extend')}
        </Button>
        <Button size="small" onPress={() => take('repeats')}>
          {t('similar.again', { times: first.times + 1 })}
        </Button>
      </div>
    </section>
  );
}
