import { ArrowLeft } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { call, wordsFor } from '../api';
import { Board } from '../control/Board';
import { uuid7 } from '../ids';
import type { Meeting } from '../state';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { classes } from '../ui/class';
import { Skeleton } from '../ui/Skeleton';
import { toast } from '../ui/Toast';
import styles from './admin.module.css';
import { useLoad } from './useLoad';

const lookEvery = 5_000;

/** ReadinessPage is the readiness board for administrators, who are not in the meeting: it looks again every few seconds while the page is seen. */
export function ReadinessPage({ meeting, seat }: { meeting: string; seat: string }) {
  const { t } = useTranslation();
  const base = `/api/meetings/${encodeURIComponent(meeting)}`;
  const query = `?seat=${encodeURIComponent(seat)}`;
  const { value, error, again } = useLoad<Meeting>(`${base}/state${query}`);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), lookEvery);
    return () => clearInterval(timer);
  }, [again]);
  const phone = (unit: string, number: string) => {
    call(`${base}/commands${query}`, { body: { id: uuid7(), type: 'unit.phone', data: { unit, phone: number } } }).then(again, (failure: unknown) =>
      toast({ text: wordsFor(failure, t), tone: 'danger' }),
    );
  };
  return (
    <>
      <Link href={`/quan-tri/${encodeURIComponent(meeting)}/links`} className={styles.backLink}>
        <ArrowLeft size={16} aria-hidden />
        {t('admin.links')}
      </Link>
      <div className={classes(styles.title, styles.long)}>
        <div>
          <h1>{t('control.board')}</h1>
          {value && <p className={styles.muted}>{value.title}</p>}
        </div>
      </div>
      {error !== null && (
        <Banner tone="danger" action={<Button onPress={again}>{t('app.retry')}</Button>}>
          {wordsFor(error, t)}
        </Banner>
      )}
      {!value && error === null && <Skeleton lines={8} />}
      {value && <Board meeting={value} onPhone={phone} />}
    </>
  );
}
