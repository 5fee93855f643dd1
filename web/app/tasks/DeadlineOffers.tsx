import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n';
import { dated, type DatedDeadline, type Deadline } from './deadline';
import { DeadlineChip } from './DeadlineChip';
import styles from './deadline.module.css';

const most = 3;

/** DeadlineOffers lists what was understood, from the words of the field or from the line; `tab` is the one that the Tab key takes. */
export function DeadlineOffers({ deadlines, fromLine, tab, onTake }: { deadlines: readonly Deadline[]; fromLine: boolean; tab: Deadline | undefined; onTake: (deadline: DatedDeadline) => void }) {
  const { t } = useTranslation();
  const shown = deadlines.slice(0, most);
  return (
    <>
      {shown.length > 0 && (
        <div className={styles.offers} role="group" aria-label={fromLine ? t('deadline.inLine') : t('deadline.understood')}>
          {fromLine && <p className={styles.offersTitle}>{t('deadline.inLine')}</p>}
          {shown.map((deadline) => (
            <DeadlineChip
              key={`${deadline.start}-${deadline.words}`}
              deadline={deadline}
              quoted={fromLine || deadlines.length > 1}
              tab={deadline === tab}
              onTake={dated(deadline) ? () => onTake(deadline) : undefined}
            />
          ))}
        </div>
      )}
      <p className="visually-hidden" role="status">
        {shown[0] ? t('deadline.found', { text: shown[0].explain[currentLanguage()] }) : ''}
      </p>
    </>
  );
}
