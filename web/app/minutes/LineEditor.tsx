import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import { words } from '../wire';
import styles from './line.module.css';

const tellEvery = 15_000;
const longest = 4_000;

/** LineEditor changes a line's words in place. Others see who is at it; Ctrl+Enter saves, Esc gives up. */
export function LineEditor({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  // What the person saw when they began counts: a change by somebody else in the meantime must become a conflict, not vanish.
  const [seen] = useState({ revision: line.revision, text: words(line.text) });
  const [text, setText] = useState(seen.text);

  useEffect(() => {
    const tell = () => work.say({ type: 'editing', data: { line: line.id } });
    tell();
    const timer = setInterval(tell, tellEvery);
    return () => {
      clearInterval(timer);
      work.say({ type: 'editing', data: { line: '' } });
    };
  }, [work, line.id]);

  const save = () => {
    if (text.trim() === '') return;
    if (text !== seen.text) work.act('line.edit', { line: line.id, was: seen.revision, text });
    onClose();
  };
  return (
    <div className={styles.editor}>
      <TextField
        label={t('minutes.text')}
        labelHidden
        rows={3}
        value={text}
        onChange={setText}
        maxLength={longest}
        autoFocus
        onInputKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
          if (event.key === 'Escape') onClose();
        }}
      />
      <div className={styles.editorActions}>
        <Button size="small" onPress={onClose}>
          {t('app.cancel')}
        </Button>
        <Button size="small" variant="primary" isDisabled={text.trim() === ''} onPress={save}>
          {t('minutes.save')}
        </Button>
      </div>
    </div>
  );
}
