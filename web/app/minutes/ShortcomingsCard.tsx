import { CircleAlert, Send } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useWork, useWorkApi } from '../meeting/work';
import { AssignDialog } from '../tasks/AssignDialog';
import { Button } from '../ui/Button';
import { words } from '../wire';
import { openShortcomings } from './shortcomings';
import styles from './similar.module.css';

/** ShortcomingsCard asks, when an item is over, what becomes of a shortcoming from which nothing follows: a task, or only a note. */
export function ShortcomingsCard() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const meeting = useWork((state) => state.meeting);
  const open = useMemo(() => openShortcomings(meeting), [meeting]);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const [assigning, setAssigning] = useState<string | null>(null);
  const line = meeting.lines.find((one) => one.id === assigning);
  const asked = open.filter((one) => !later.has(one.id));
  const first = asked[0];
  const settle = (id: string, reason: string) => work.act('check.waive', { line: id, field: 'shortcoming', reason });
  const make = () => {
    if (!first) return;
    const id = uuid7();
    const by = words(first.person) ? { person: words(first.person) } : {};
    work.act('line.add', { line: id, item: first.item, kind: 'task', text: words(first.text), ...by, typed_at: new Date(work.now()).toISOString() });
    settle(first.id, t('shortcoming.madeTask'));
    setAssigning(id);
  };
  return (
    <>
      {first && (
        <section className={styles.card} aria-label={t('shortcoming.title', { count: asked.length })}>
          <p className={styles.head}>
            <CircleAlert size={14} aria-hidden />
            <strong>{t('shortcoming.title', { count: asked.length })}</strong>
          </p>
          <p className={styles.text}>{words(first.text)}</p>
          <div className={styles.actions}>
            <Button size="small" onPress={make}>
              <Send size={14} aria-hidden />
              {t('shortcoming.make')}
            </Button>
            <Button size="small" onPress={() => settle(first.id, t('shortcoming.noted'))}>
              {t('shortcoming.note')}
            </Button>
            <Button size="small" variant="quiet" onPress={() => setLater(new Set([...later, first.id]))}>
              {t('shortcoming.later')}
            </Button>
          </div>
        </section>
      )}
      {line && <AssignDialog line={line} onClose={() => setAssigning(null)} />}
    </>
  );
}
