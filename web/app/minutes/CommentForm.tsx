import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import styles from './line.module.css';

const longest = 4_000;

/** CommentForm is a unit's suggestion about a line, as the line read when the form was opened. */
export function CommentForm({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [seen] = useState(line.revision);
  const [text, setText] = useState('');
  const send = () => {
    work.act('minutes.comment', { comment: uuid7(), line: line.id, was: seen, text: text.trim() });
    onClose();
  };
  return (
    <div className={styles.editor}>
      <TextField label={t('approval.commentText')} value={text} onChange={setText} rows={2} maxLength={longest} autoFocus />
      <div className={styles.editorActions}>
        <Button size="small" onPress={onClose}>
          {t('app.cancel')}
        </Button>
        <Button size="small" variant="primary" isDisabled={text.trim() === ''} onPress={send}>
          {t('approval.commentSend')}
        </Button>
      </div>
    </div>
  );
}
