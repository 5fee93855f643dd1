import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import { useUnitLabel } from '../meeting/units';
import { numberMark } from '../minutes/marks';
import type { Meeting } from '../state';
import { words } from '../wire';
import styles from './wall.module.css';

const shown = 6;

/** WallLines are the last lines of the minutes, the newest at the bottom, where the eye waits for it. */
export function WallLines({ meeting }: { meeting: Meeting }) {
  const { t } = useTranslation();
  const unit = useUnitLabel();
  const lines = meeting.lines.filter((line) => line.kind !== 'fact').slice(-shown);
  return (
    <section className={styles.lines} aria-label={t('minutes.title')}>
      <p className={styles.over}>{t('minutes.title')}</p>
      {lines.length === 0 && <p className={styles.by}>{t('wall.noLines')}</p>}
      <ol className={styles.list}>
        {lines.map((line) => (
          <li key={line.id} className={styles.line} data-kind={line.kind}>
            <p className={styles.lineHead}>
              {t(`minutes.kinds.${line.kind}`)}
              {line.kind === 'conclusion' && line.number > 0 ? ` ${numberMark(line.number)}` : ''}
              <span> {[hhmm(line.at), unit(line.unit), words(line.person)].filter(Boolean).join(' · ')}</span>
            </p>
            <p className={styles.lineText}>{words(line.text) || t('minutes.erased')}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
