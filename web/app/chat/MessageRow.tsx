import { Check, FileInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hhmm } from '../meeting/clock';
import { useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import type { ChatMessage } from '../wire';
import styles from './chat.module.css';
import { lineOf } from './chatLog';

/** MessageRow is one message; staff put it into the minutes as an opinion of who said it. */
export function MessageRow({ message, staff }: { message: ChatMessage; staff: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const { moved, current } = useWork(({ meeting }) => ({ moved: meeting.lines.some((line) => line.id === lineOf(message)), current: meeting.current }));
  const move = () =>
    work.act('line.add', { line: lineOf(message), item: current, kind: 'opinion', text: message.text, unit: message.unit, person: message.name, typed_at: message.at });
  return (
    <article className={styles.message}>
      <p className={styles.by}>
        <strong>{message.name || unit(message.unit)}</strong>
        <span>{[message.name ? unit(message.unit) : '', hhmm(message.at)].filter(Boolean).join(' · ')}</span>
      </p>
      <p className={styles.text}>{message.text}</p>
      {staff && moved && (
        <p className={styles.moved}>
          <Check size={14} aria-hidden />
          {t('chat.moved')}
        </p>
      )}
      {staff && !moved && (
        <Button size="small" variant="quiet" aria-label={t('chat.moveOf', { name: message.name || unit(message.unit) })} onPress={move}>
          <FileInput size={14} aria-hidden />
          {t('chat.move')}
        </Button>
      )}
    </article>
  );
}
