import { CalendarCheck, CalendarClock, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n';
import { Button } from '../ui/Button';
import type { Deadline } from './deadline';
import styles from './deadline.module.css';

/** DeadlineChip says what was understood of deadline words, and what is odd about it. With `onTake` it is a button that takes the date over. */
export function DeadlineChip({ deadline, quoted = false, tab = false, onTake }: { deadline: Deadline; quoted?: boolean; tab?: boolean; onTake?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const words = (
    <>
      {onTake ? <CalendarCheck size={15} aria-hidden /> : <CalendarClock size={15} aria-hidden />}
      <span className={styles.text}>
        {quoted && <q className={styles.words}>{deadline.words}</q>}
        {deadline.explain[language]}
      </span>
      {tab && <kbd className={styles.key}>Tab</kbd>}
    </>
  );
  const odd = deadline.explain[language] === deadline.warnings[0]?.message[language] ? deadline.warnings.slice(1) : deadline.warnings;
  return (
    <div className={styles.deadline}>
      {onTake ? (
        <Button size="small" className={styles.take ?? ''} onPress={onTake} aria-label={t('deadline.take', { text: deadline.explain[language] })}>
          {words}
        </Button>
      ) : (
        <p className={styles.note}>{words}</p>
      )}
      {(deadline.guessed || odd.length > 0) && (
        <ul className={styles.warnings}>
          {deadline.guessed && <Warning text={t('deadline.guessed')} />}
          {odd.map(({ code, message }) => (
            <Warning key={code + message.vi} text={message[language]} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Warning({ text }: { text: string }) {
  return (
    <li className={styles.warning}>
      <TriangleAlert size={13} aria-hidden />
      <span>{text}</span>
    </li>
  );
}
