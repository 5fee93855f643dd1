import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { wordsFor } from '../api';
import { RoomTable } from '../control/RoomTable';
import type { Meeting } from '../state';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { classes } from '../ui/class';
import { Skeleton } from '../ui/Skeleton';
import styles from './admin.module.css';
import { useLoad } from './useLoad';

/** RoomPage is the media room of a meeting for administrators, who are not in it. */
export function RoomPage({ meeting, seat }: { meeting: string; seat: string }) {
  const { t } = useTranslation();
  const { value, error, again } = useLoad<Meeting>(`/api/meetings/${encodeURIComponent(meeting)}/state?seat=${encodeURIComponent(seat)}`);
  return (
    <>
      <Link href="/quan-tri" className={styles.backLink}>
        <ArrowLeft size={16} aria-hidden />
        {t('admin.back')}
      </Link>
      <div className={classes(styles.title, styles.long)}>
        <div>
          <h1>{t('room.title')}</h1>
          {value && <p className={styles.muted}>{value.title}</p>}
        </div>
      </div>
      {error !== null && (
        <Banner tone="danger" action={<Button onPress={again}>{t('app.retry')}</Button>}>
          {wordsFor(error, t)}
        </Banner>
      )}
      {!value && error === null && <Skeleton lines={8} />}
      {value && <RoomTable id={meeting} seat={seat} meeting={value} />}
    </>
  );
}
