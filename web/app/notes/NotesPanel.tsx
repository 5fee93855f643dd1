import { LockKeyhole } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useKept } from '../meeting/useKept';
import { useWork } from '../meeting/work';
import styles from './notes.module.css';

const longest = 20_000;

/** NotesPanel is a sheet of paper for oneself: it stays on this device, encrypted, and nobody else ever sees it. */
export function NotesPanel() {
  const { t } = useTranslation();
  const durable = useWork((state) => state.durable);
  const [text, setText] = useKept('notes');
  return (
    <div className={styles.panel}>
      <p className={styles.hint}>
        <LockKeyhole size={16} aria-hidden />
        {durable ? t('notes.hint') : t('notes.fleeting')}
      </p>
      <textarea
        className={styles.area}
        aria-label={t('notes.title')}
        placeholder={t('notes.placeholder')}
        value={text}
        maxLength={longest}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
