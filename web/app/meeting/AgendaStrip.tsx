import { useTranslation } from 'react-i18next';
import styles from '../agenda/strip.module.css';
import { Countdown } from '../agenda/Countdown';
import { nextItem } from '../agenda/timing';
import { usePowers } from './useRole';
import { Button } from '../ui/Button';
import { useWork, useWorkApi } from './work';

/** AgendaStrip is the agenda in one line over the stage, for screens too narrow for the column: the current item, its clock, what comes next. */
export function AgendaStrip() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { staff } = usePowers();
  const { current, number, next, count, running } = useWork(({ meeting }) => ({
    current: meeting.items.find((item) => item.id === meeting.current),
    number: meeting.items.findIndex((item) => item.id === meeting.current) + 1,
    next: nextItem(meeting),
    count: meeting.items.length,
    running: meeting.status === 'running',
  }));
  if (count === 0) return null;
  return (
    <section className={styles.strip} aria-label={t('agenda.title')}>
      {current && (
        <span className={styles.number} aria-label={t('agenda.itemOf', { number, count })}>
          {number}
        </span>
      )}
      <span className={styles.now}>{current?.title ?? (running ? t('agenda.between') : t('agenda.notBegun', { count }))}</span>
      {current && <Countdown item={current} bar={false} />}
      {next && <span className={styles.next}>{t('agenda.nextIs', { title: next.title })}</span>}
      {staff && running && next && (
        <Button size="small" onPress={() => work.act('item.start', { item: next.id })}>
          {t('agenda.nextItem')}
        </Button>
      )}
    </section>
  );
}
