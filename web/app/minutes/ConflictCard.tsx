import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sayRefusal } from '../meeting/refusals';
import { useWork, useWorkApi } from '../meeting/work';
import { lineOf, type Entry } from '../outbox';
import { Button } from '../ui/Button';
import { words, type Command } from '../wire';
import styles from './line.module.css';

/** ConflictCard shows a change that the server refused, with both texts where two people changed one line. Nothing that was typed is thrown away without a click. */
export function ConflictCard({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const id = lineOf(entry.command);
  const line = useWork(({ confirmed }) => confirmed.lines.find((row) => row.id === id));
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    // In newer browsers scrolling answers with a promise, which is no clean-up.
    void card.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { command, refusal } = entry;
  if (!refusal) return null;
  const mine = 'text' in command.data ? (command.data.text ?? null) : null;
  const again = (): Command => (line && 'was' in command.data ? ({ ...command, data: { ...command.data, was: line.revision } } as Command) : command);
  const gone = !line || line.removed;
  return (
    <section ref={card} className={styles.conflict} aria-label={t('minutes.states.conflict')}>
      <p className={styles.conflictTitle}>
        <TriangleAlert size={16} aria-hidden />
        {sayRefusal(refusal)}
      </p>
      {line && !line.removed && mine !== null && (
        <div className={styles.version}>
          <span className={styles.versionTitle}>{t('minutes.theirs')}</span>
          <p className={styles.text}>{words(line.text)}</p>
        </div>
      )}
      {mine !== null && (
        <div className={styles.version}>
          <span className={styles.versionTitle}>{t('minutes.mine')}</span>
          <p className={styles.text}>{mine}</p>
        </div>
      )}
      <div className={styles.editorActions}>
        <Button size="small" onPress={() => work.dismiss(entry.id)}>
          {line && mine !== null ? t('minutes.keepTheirs') : t('minutes.discard')}
        </Button>
        {mine !== null && (
          <Button size="small" onPress={() => void navigator.clipboard.writeText(mine)}>
            {t('minutes.copy')}
          </Button>
        )}
        {(!gone || command.type === 'line.add') && (
          <Button size="small" variant="primary" onPress={() => work.resend(entry.id, again())}>
            {line && mine !== null ? t('minutes.keepMine') : t('minutes.resend')}
          </Button>
        )}
      </div>
    </section>
  );
}
