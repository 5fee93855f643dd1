import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { numberMark } from '../minutes/marks';
import { readbackOf, readingOf } from '../minutes/readback';
import type { Meeting } from '../state';
import { words } from '../wire';
import styles from './wall.module.css';

/** WallReadback is the conclusions being read back, in the largest words that fit, with the chair's mark on each that is confirmed. */
export function WallReadback({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const shown = readbackOf(meeting);
  const list = useRef<HTMLOListElement>(null);
  const confirmedNow = shown?.confirmed;
  // Nobody scrolls a wall: the first conclusion that is not confirmed comes into sight by itself.
  useEffect(() => {
    list.current?.querySelector('[data-kind="conclusion"]')?.scrollIntoView({ block: 'center' });
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the rows change with it
  }, [confirmedNow]);
  if (!shown) return null;
  const { item, number, lines, confirmed } = shown;
  return (
    <main className={styles.readback}>
      <p className={styles.over}>{t('readback.title')}</p>
      <h2 className={styles.item}>
        {number}. {item.title}
      </h2>
      <p className={styles.by} role="status">
        {t('readback.progress', { confirmed, count: lines.length })}
      </p>
      <ol ref={list} className={styles.list}>
        {lines.map((line) => {
          const done = readingOf(line) === 'confirmed';
          return (
            <li key={line.id} className={styles.line} data-kind={done ? 'confirmed' : 'conclusion'}>
              <p className={styles.readText}>
                {numberMark(line.number)} {words(line.text) || t('minutes.erased')}
              </p>
              {done && (
                <p className={styles.done}>
                  <Check aria-hidden />
                  {t('readback.read')}
                </p>
              )}
            </li>
          );
        })}
      </ol>
    </main>
  );
}
