import { useTranslation } from 'react-i18next';
import { Countdown } from '../agenda/Countdown';
import { nextItem } from '../agenda/timing';
import { useUnitLabel } from '../meeting/units';
import type { Meeting } from '../state';
import styles from './wall.module.css';

/** WallItem is the current item with its countdown, and what comes next. */
export function WallItem({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const at = meeting.items.findIndex((item) => item.id === meeting.current);
  const item = meeting.items[at];
  const next = nextItem(meeting);
  const by = item ? [unit(item.lead), item.presenter].filter(Boolean).join(' · ') : '';
  return (
    <section className={styles.card} aria-label={t('agenda.title')}>
      {item ? (
        <>
          <p className={styles.over}>{t('agenda.itemOf', { number: at + 1, count: meeting.items.length })}</p>
          <h2 className={styles.item}>{item.title}</h2>
          {by && <p className={styles.by}>{by}</p>}
          <div className={styles.countdown}>
            <Countdown item={item} />
          </div>
        </>
      ) : (
        <h2 className={styles.item}>{meeting.status === 'running' ? t('agenda.between') : t('agenda.notBegun', { count: meeting.items.length })}</h2>
      )}
      {next && <p className={styles.by}>{t('agenda.nextIs', { title: next.title })}</p>}
    </section>
  );
}
