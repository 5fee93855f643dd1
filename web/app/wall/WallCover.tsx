import { useTranslation } from 'react-i18next';
import { turnout } from '../delegates/sites';
import { ddmmyyyy, hhmm } from '../meeting/clock';
import { useUnitLabel } from '../meeting/units';
import type { Item, Meeting } from '../state';
import styles from './cover.module.css';
import wall from './wall.module.css';

/** How many items a wall shows in words that are read from afar; longer agendas go on in a second column. */
const oneColumn = 7;

/** From this length on, in characters, a title is set smaller: official names run to 150 letters. */
const longTitle = 90;

/** WallCover is what the hall sees before the first item: which meeting this is, when it begins, who is there already, and what is on the agenda. */
export function WallCover({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const { present, units } = turnout(meeting);
  const { title, starts_at: starts, place, host, items, status } = meeting;
  return (
    <main className={styles.cover}>
      <div className={styles.words}>
        <p className={styles.host}>{host.name}</p>
        <h1 className={styles.title} data-long={title.length > longTitle}>
          {title}
        </h1>
        <p className={styles.when}>
          {[starts && t('wall.when', { time: hhmm(starts), day: ddmmyyyy(starts) }), place].filter(Boolean).join(' · ')}
        </p>
        <p className={styles.turnout} role="status">
          {t(status === 'running' ? 'wall.opened' : 'wall.soon')} {units > 0 && t('wall.present', { present, units })}
        </p>
      </div>
      {items.length > 0 && (
        <section className={styles.agenda} aria-label={t('agenda.title')} data-long={items.length > oneColumn}>
          <h2 className={wall.over}>{t('agenda.notBegun', { count: items.length })}</h2>
          <ol className={styles.items}>
            {items.map((item) => (
              <CoverItem key={item.id} item={item} host={host.id} />
            ))}
          </ol>
        </section>
      )}
    </main>
  );
}

function CoverItem({ item, host }: { item: Item; host: string }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  // Most items are the host's own; its name stands above already.
  const by = [item.lead === host ? '' : unit(item.lead), item.presenter, item.minutes > 0 ? t('agenda.minutes', { minutes: item.minutes }) : ''].filter(Boolean).join(' · ');
  return (
    <li className={styles.item}>
      <p>{item.title}</p>
      {by && <p className={styles.by}>{by}</p>}
    </li>
  );
}
