import { Check, Clock, LoaderCircle, PencilLine, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { hhmmss } from '../meeting/clock';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import styles from './composer.module.css';

/** SaveState says in words whether what was written is safe: typed and kept here, sending, waiting for the connection, saved at, refused. `typed` is whether a line is being typed. */
export function SaveState({ typed = false }: { typed?: boolean }) {
  const { t } = useTranslation();
  const connected = useMeeting((store) => store.connection.state === 'open');
  const { waiting, refused, savedAt, durable } = useWork(({ entries, savedAt: at, durable: kept }) => ({
    waiting: entries.filter((entry) => !entry.refusal && entry.acked === undefined && !entry.fleeting).length,
    refused: entries.filter((entry) => entry.refusal && !entry.fleeting).length,
    savedAt: at,
    durable: kept,
  }));
  const [tone, icon, text] =
    refused > 0
      ? (['danger', <TriangleAlert key="i" size={14} aria-hidden />, t('outbox.refused', { count: refused })] as const)
      : waiting > 0 && !connected
        ? (['warn', <Clock key="i" size={14} aria-hidden />, t('outbox.queued', { count: waiting })] as const)
        : waiting > 0
          ? (['plain', <LoaderCircle key="i" size={14} aria-hidden />, t('minutes.states.sending')] as const)
          : typed
            ? (['plain', <PencilLine key="i" size={14} aria-hidden />, t('outbox.typed')] as const)
          : savedAt !== null
            ? (['ok', <Check key="i" size={14} aria-hidden />, t('outbox.saved', { time: hhmmss(savedAt) })] as const)
            : (['plain', null, ''] as const);
  return (
    <span className={styles.saved} data-tone={tone} role="status">
      {icon}
      {text}
      {!durable && <span className={styles.fleeting}>{t('outbox.memoryOnly')}</span>}
    </span>
  );
}
