import { useTranslation } from 'react-i18next';
import { countdown, overMinutes, span } from '../agenda/timing';
import { useTick } from '../meeting/clock';
import { classes } from '../ui/class';
import type { Request } from '../state';
import { spokeFor } from './order';
import styles from './clock.module.css';

/**
 * SpeechClock is the clock of a speech: what is left of the limit, by how much it is over in words, or what was spoken where there is no limit. It stands still in a
 * pause and says so. It never blinks and is not read aloud by itself.
 */
export function SpeechClock({ request, limit, large = false }: { request: Request; limit: number; large?: boolean }) {
  const { t } = useTranslation();
  const clock = useTick<HTMLDivElement>((element, now) => {
    const spoken = spokeFor(request, now);
    const left = limit * 60_000 - spoken;
    const lamp = limit === 0 ? 'calm' : left < 0 ? 'over' : left <= limit * 12_000 ? 'soon' : 'calm';
    element.dataset['lamp'] = lamp;
    const text = limit === 0 ? span(spoken) : lamp === 'over' ? span(-left) : countdown(left);
    const word = limit === 0 ? t('floor.spoken') : lamp === 'over' ? t('floor.over', { count: overMinutes(left) }) : t('floor.left');
    write(element.querySelector('[data-clock]'), lamp === 'over' ? `+${text}` : text);
    write(element.querySelector('[data-word]'), request.paused_at ? t('floor.paused') : word);
  });
  return (
    <div ref={clock} className={classes(styles.speech, large && styles.large)} role="timer" aria-live="off" aria-label={t('floor.clock')} data-paused={request.paused_at !== undefined}>
      <span data-clock className={styles.time} />
      <span data-word className={styles.word} />
    </div>
  );
}

function write(element: Element | null, text: string): void {
  if (element && element.textContent !== text) element.textContent = text;
}
