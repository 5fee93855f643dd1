import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnitLabel } from '../meeting/units';
import { useWorkApi } from '../meeting/work';
import type { Comment, Line } from '../state';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { TextField } from '../ui/TextField';
import { words } from '../wire';
import styles from './approval.module.css';

const longest = 500;

/** CommentCard is a unit's suggestion and what became of it; staff accept it, or decline with a reason. */
export function CommentCard({ comment, line, answers }: { comment: Comment; line: Line; answers: boolean }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useUnitLabel();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const { answer } = comment;
  return (
    <li className={styles.comment} data-unanswered={answer ? undefined : true}>
      <p className={styles.by}>
        {unit(comment.unit)}
        {comment.revision !== line.revision && <span className={styles.when}> · {t('approval.earlier')}</span>}
      </p>
      <p className={styles.text}>{words(comment.text)}</p>
      {answer && (
        <p className={styles.answer}>
          <Chip tone={answer.accepted ? 'ok' : 'plain'}>{answer.accepted ? t('approval.accepted') : t('approval.declined')}</Chip>
          {answer.reason}
        </p>
      )}
      {!answer && answers && (
        <>
          {declining && <TextField label={t('approval.declineReason')} value={reason} onChange={setReason} maxLength={longest} autoFocus isRequired />}
          <div className={styles.actions}>
            {declining ? (
              <Button size="small" variant="primary" isDisabled={reason.trim() === ''} onPress={() => work.act('minutes.answer', { comment: comment.id, accept: false, reason: reason.trim() })}>
                {t('approval.decline')}
              </Button>
            ) : (
              <Button size="small" onPress={() => setDeclining(true)}>
                {t('approval.decline')}
              </Button>
            )}
            <Button size="small" variant={declining ? 'secondary' : 'primary'} onPress={() => work.act('minutes.answer', { comment: comment.id, accept: true })}>
              {t('approval.accept')}
            </Button>
          </div>
        </>
      )}
    </li>
  );
}
