import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import { DatePicker } from '../ui/DatePicker';
import { TextField } from '../ui/TextField';
import { oddities } from './due';
import styles from './tasks.module.css';
import { dayWords } from './wording';

/** DueField is the last day, with its weekday and a warning about weekends and the past, and the words in which it was said. */
export function DueField({ date, words, onDate, onWords }: { date: string | null; words: string; onDate: (date: string | null) => void; onWords: (words: string) => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const odd = date ? oddities(date, work.now()) : null;
  return (
    <div className={styles.pair}>
      <DatePicker
        label={t('tasks.lastDay')}
        value={date}
        onChange={onDate}
        hint={
          date ? (
            <span className={odd?.weekend || odd?.past ? styles.warn : undefined}>
              {dayWords(date)}
              {odd?.past ? ` · ${t('tasks.past')}` : odd?.weekend ? ` · ${t('tasks.weekend')}` : ''}
            </span>
          ) : (
            t('tasks.noDate')
          )
        }
      />
      <TextField label={t('tasks.dueWords')} value={words} onChange={onWords} placeholder={t('tasks.dueWordsHint')} maxLength={300} isDisabled={!date} />
    </div>
  );
}
