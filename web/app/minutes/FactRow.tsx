import { Activity, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import type { Line } from '../state';
import { IconButton } from '../ui/IconButton';
import styles from './line.module.css';
import { useRemoval } from './useRemoval';

/** FactRow is what the system wrote: opening, attendance, items, speeches. Staff may take it out; nobody changes its words. */
export function FactRow({ line, staff }: { line: Line; staff: boolean }) {
  const { t } = useTranslation();
  const remove = useRemoval();
  return (
    <li className={styles.line} data-fact>
      <time className={styles.time} dateTime={line.at}>
        {hhmm(line.at)}
      </time>
      <div className={styles.fact}>
        <Activity size={13} aria-hidden />
        <p className={styles.text}>
          <span className="visually-hidden">{t('minutes.kinds.fact')}: </span>
          {'v' in line.text ? line.text.v : t('minutes.erased')}
        </p>
        {staff && (
          <IconButton label={t('minutes.removeFact')} size="small" className={styles.factRemove ?? ''} onPress={() => remove(line)}>
            <X size={14} aria-hidden />
          </IconButton>
        )}
      </div>
    </li>
  );
}
