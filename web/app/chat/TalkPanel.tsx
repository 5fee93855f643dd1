import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NotesPanel } from '../notes/NotesPanel';
import styles from './chat.module.css';
import { ChatPanel } from './ChatPanel';

/** TalkPanel holds what is written beside the minutes: the chat with everybody, and the notes for oneself. */
export function TalkPanel() {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'chat' | 'notes'>('chat');
  return (
    <div className={styles.talk}>
      <div className={styles.choices} role="group" aria-label={t('chat.choose')}>
        {(['chat', 'notes'] as const).map((id) => (
          <button key={id} type="button" className={styles.choice} aria-pressed={shown === id} onClick={() => setShown(id)}>
            {id === 'chat' ? t('chat.everybody') : t('notes.title')}
          </button>
        ))}
      </div>
      {shown === 'chat' ? <ChatPanel /> : <NotesPanel />}
    </div>
  );
}
