import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import { DatePicker } from '../ui/DatePicker';
import { TextField } from '../ui/TextField';
import { asked, dated, holds, type DatedDeadline } from './deadline';
import { DeadlineOffers } from './DeadlineOffers';
import { oddities } from './due';
import styles from './tasks.module.css';
import { useDeadlines } from './useDeadlines';
import { dayWords } from './wording';

/** A due date as it is being typed. */
export interface DueForm {
  /** The last day, "2026-12-05". */
  date: string | null;
  /** The words in which it was said. */
  words: string;
}

/** Props of DueField: `line` is the text of the line whose deadline is offered while no words are typed. */
export interface DueFieldProps {
  form: DueForm;
  line: string;
  onChange: (form: DueForm) => void;
  onTake: (deadline: DatedDeadline) => void;
}

/** DueField is the last day, with its weekday and a warning about weekends and the past, and the words in which it was said; what these mean is offered and never set by itself. */
export function DueField({ form, line, onChange, onTake }: DueFieldProps) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { date, words } = form;
  const typed = words.trim() !== '';
  const found = useDeadlines(asked(typed ? words : line));
  const offered = found.filter((one) => !dated(one) || !holds(form, one));
  const first = typed ? offered.find(dated) : undefined;
  const odd = date ? oddities(date, work.now()) : null;
  return (
    <div className={styles.stackTight}>
      <div className={styles.pair}>
        <DatePicker
          label={t('tasks.lastDay')}
          value={date}
          onChange={(next) => onChange({ date: next, words })}
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
        <TextField
          label={t('tasks.dueWords')}
          value={words}
          onChange={(next) => onChange({ date, words: next })}
          placeholder={t('tasks.dueWordsHint')}
          maxLength={300}
          {...(typed && !date ? { hint: <span className={styles.warn}>{t('deadline.needsDate')}</span> } : {})}
          onInputKeyDown={(event) => {
            if (!first || event.key !== 'Tab' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onTake(first);
          }}
        />
      </div>
      <DeadlineOffers deadlines={offered} fromLine={!typed} tab={first} onTake={onTake} />
    </div>
  );
}
