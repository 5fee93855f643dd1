import { ChevronDown, Maximize2, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { readbackOf } from './readback';
import { ReadbackRow } from './ReadbackRow';
import styles from './readback.module.css';

/** Readback is the conclusions of one item over the whole screen of everybody, while the chair confirms them one by one. It covers all but the controls; each person may put it aside. */
export function Readback() {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { staff, chair } = usePowers();
  const meeting = useWork((state) => state.meeting);
  const [aside, setAside] = useState('');
  const shown = readbackOf(meeting);
  if (!shown) return null;
  const { item, number, lines, confirmed } = shown;
  if (aside === item.id) {
    return (
      <Button className={styles.aside ?? ''} variant="primary" onPress={() => setAside('')}>
        <Maximize2 size={15} aria-hidden />
        {t('readback.asideOpen', { number })}
      </Button>
    );
  }
  const done = lines.length > 0 && confirmed === lines.length;
  return (
    <section className={styles.screen} aria-labelledby="readback-title" data-readback data-stage>
      <header className={styles.head}>
        <div className={styles.titles}>
          <p className={styles.over}>{t('readback.title')}</p>
          <h2 id="readback-title" className={styles.title}>
            {number}. {item.title}
          </h2>
        </div>
        <p className={styles.progress} data-done={done} role="status">
          {done ? t('readback.all', { count: lines.length }) : t('readback.progress', { confirmed, count: lines.length })}
        </p>
        <Button size="small" className={styles.tool ?? ''} onPress={() => setAside(item.id)}>
          <ChevronDown size={16} aria-hidden />
          {t('readback.aside')}
        </Button>
        {staff && (
          <Button size="small" variant={done ? 'primary' : 'secondary'} className={done ? '' : (styles.tool ?? '')} onPress={() => work.act('readback.hide', {})}>
            <X size={16} aria-hidden />
            {t('readback.end')}
          </Button>
        )}
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <div className={styles.list} role="region" aria-labelledby="readback-title" tabIndex={0}>
        <ol className={styles.rows}>
          {lines.map((line) => (
            <ReadbackRow key={line.id} line={line} staff={staff} chair={chair} />
          ))}
        </ol>
      </div>
    </section>
  );
}
