import { useTranslation } from 'react-i18next';
import { useTick } from '../meeting/clock';
import type { Item } from '../state';
import styles from './countdown.module.css';
import { countdown, lampOf, leftOf, overMinutes, span, spentOn } from './timing';

/** Countdown is the running item's clock: a bar and "8:00 còn lại", amber in the last fifth, red when over. It never blinks and is not read aloud by itself. */
export function Countdown({ item, bar = true }: { item: Item; bar?: boolean }) {
  const { t } = useTranslation();
  const clock = useTick<HTMLDivElement>((element, now) => {
    const left = leftOf(item, now);
    const lamp = lampOf(item, now);
    element.dataset['lamp'] = lamp;
    const plan = item.minutes * 60_000;
    element.style.setProperty('--spent', String(plan === 0 ? 0 : Math.min(1, spentOn(item, now) / plan)));
    const text = element.querySelector('[data-clock]');
    const words = plan === 0 ? span(spentOn(item, now)) : lamp === 'over' ? t('agenda.over', { minutes: overMinutes(left) }) : t('agenda.left', { time: countdown(left) });
    if (text && text.textContent !== words) text.textContent = words;
  });
  return (
    <div ref={clock} className={styles.countdown} role="timer" aria-label={t('agenda.timeOf', { title: item.title })} aria-live="off">
      {bar && <span className={styles.bar} aria-hidden />}
      <span data-clock className={styles.clock} />
    </div>
  );
}
