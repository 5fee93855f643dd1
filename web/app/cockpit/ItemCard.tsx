import { useTranslation } from 'react-i18next';
import { Countdown } from '../agenda/Countdown';
import { CourseLine } from '../agenda/CourseLine';
import { span, spentOn } from '../agenda/timing';
import { useTick } from '../meeting/clock';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Item } from '../state';
import { Button } from '../ui/Button';
import styles from './cockpit.module.css';

/** ItemCard is the current item with what was planned and what was used, and below it the whole agenda with both numbers; on phones the agenda only between items. */
export function ItemCard() {
  const { t } = useTranslation();
  const { items, current } = useWork(({ meeting }) => ({ items: meeting.items, current: meeting.items.find((row) => row.id === meeting.current) }));
  return (
    <div className={styles.card}>
      {current ? <Current item={current} number={items.indexOf(current) + 1} /> : <p className={styles.muted}>{t('agenda.between')}</p>}
      <CourseLine />
      <ol className={styles.items} data-below={current ? true : undefined} aria-label={t('agenda.title')}>
        {items.map((item, n) => (
          <li key={item.id} className={styles.item} data-state={item.state} aria-current={item.id === current?.id ? 'step' : undefined}>
            <span className={styles.itemNumber}>{n + 1}</span>
            <span className={styles.itemTitle}>{item.title}</span>
            <Spent item={item} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Current({ item, number }: { item: Item; number: number }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const by = [unit(item.lead), item.presenter].filter(Boolean).join(' · ');
  return (
    <div className={styles.current}>
      <p className={styles.over}>{t('cockpit.item', { number })}</p>
      <h2 className={styles.itemName}>{item.title}</h2>
      {by && <p className={styles.muted}>{by}</p>}
      <Countdown item={item} />
      <div className={styles.rowOfButtons}>
        {[2, 5].map((minutes) => (
          <Button key={minutes} size="small" aria-label={t('agenda.extendLong', { minutes })} onPress={() => work.act('item.extend', { item: item.id, minutes })}>
            {t('agenda.extend', { minutes })}
          </Button>
        ))}
      </div>
    </div>
  );
}

/** Planned and actual minutes of an item: "12:04 / 30 phút". */
function Spent({ item }: { item: Item }) {
  const { t } = useTranslation();
  const text = useTick<HTMLSpanElement>((element, now) => {
    const plan = item.minutes > 0 ? t('agenda.minutes', { minutes: item.minutes }) : '–';
    const words = item.state === 'planned' ? plan : `${span(spentOn(item, now))} / ${plan}`;
    if (element.textContent !== words) element.textContent = words;
    element.dataset['over'] = String(item.minutes > 0 && spentOn(item, now) > item.minutes * 60_000);
  });
  return <span ref={text} className={styles.spent} />;
}
