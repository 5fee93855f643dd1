import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useUnitLabel } from '../meeting/units';
import { usePowers } from '../meeting/useRole';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { ddmmyyyy } from '../ui/clock';
import { OpenTasksDialog } from './OpenTasksDialog';
import { Section } from './Section';
import styles from './prepare.module.css';

/** ProgressCard is the first item as the system wrote it: how the conclusions of earlier meetings stand, by unit, overdue first. A unit sees its own row. */
export function ProgressCard() {
  const { t } = useTranslation();
  const { staff } = usePowers();
  const guest = useMeeting((store) => store.me.role === 'guest');
  const unit = useUnitLabel();
  const progress = useWork(({ meeting }) => meeting.progress);
  const [shown, setShown] = useState(false);
  if (!progress || (!staff && progress.units.length === 0)) return null;
  return (
    <Section title={t('prepare.progress.title')} id="progress" count={t('prepare.progress.at', { date: ddmmyyyy(progress.at) })}>
      {staff && (
        <p className={styles.line}>
          <Chip tone="task">{t('prepare.progress.given', { count: progress.given })}</Chip>
          <Chip tone={progress.overdue > 0 ? 'danger' : 'ok'}>{t('prepare.progress.overdue', { count: progress.overdue })}</Chip>
          <Chip>{t('prepare.progress.undated', { count: progress.undated })}</Chip>
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard */}
      <ul className={styles.long} tabIndex={0} aria-label={t('prepare.progress.title')}>
        {progress.units.map((row) => (
          <li key={row.unit} className={styles.row}>
            <p className={styles.what}>{unit(row.unit)}</p>
            <span className={styles.muted}>{t('prepare.progress.given', { count: row.given })}</span>
            {row.overdue > 0 && <Chip tone="danger">{t('prepare.progress.overdue', { count: row.overdue })}</Chip>}
          </li>
        ))}
      </ul>
      {!guest && (
        <p className={styles.line}>
          <Button size="small" onPress={() => setShown(true)}>
            {staff ? t('prepare.progress.tasks') : t('prepare.progress.own')}
          </Button>
        </p>
      )}
      {shown && <OpenTasksDialog onClose={() => setShown(false)} />}
    </Section>
  );
}
