import { Check, MessageSquarePlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { usePowers } from '../meeting/useRole';
import { useWork, useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { Button } from '../ui/Button';
import { attended, commentsOn, commentsOpen, writtenPart } from './approval';
import styles from './approval.module.css';
import { CommentCard } from './CommentCard';
import { CommentForm } from './CommentForm';
import { readingOf } from './readback';

/** LineReview is what others do with a line: the chair confirms a conclusion of submitted minutes, an attending unit comments on it, or asks at any time that its own words be put right, staff answer. */
export function LineReview({ line }: { line: Line }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { staff, chair } = usePowers();
  const me = useMeeting((store) => store.me);
  const { state, open, was, part, comments } = useWork(({ meeting }) => ({
    state: meeting.approval?.state,
    open: commentsOpen(meeting, work.now()),
    was: attended(meeting, me.unit),
    part: writtenPart(meeting),
    comments: meeting.comments,
  }));
  const [writing, setWriting] = useState(false);
  const said = commentsOn({ comments: comments ?? [] }, line.id);
  const confirms = chair && state === 'submitted' && line.kind === 'conclusion' && readingOf(line) !== 'confirmed';
  // What quotes a unit it may put right at once; the rest when comments are asked for.
  const quoted = line.unit !== '' && line.unit === me.unit && (line.part ?? 0) === part && state !== 'submitted' && state !== 'signed';
  const may = me.role === 'unit' && was && (open || quoted);
  return (
    <>
      {confirms && (
        <div>
          <Button size="small" onPress={() => work.act('conclusion.confirm', { line: line.id, was: line.revision })}>
            <Check size={14} aria-hidden />
            {t('readback.confirm')}
          </Button>
        </div>
      )}
      {said.length > 0 && (
        <ul className={styles.comments} aria-label={t('approval.comments')}>
          {said.map((comment) => (
            <CommentCard key={comment.id} comment={comment} line={line} answers={staff && state !== 'signed'} />
          ))}
        </ul>
      )}
      {may && !writing && (
        <div>
          <Button size="small" variant="quiet" onPress={() => setWriting(true)}>
            <MessageSquarePlus size={14} aria-hidden />
            {quoted ? t('approval.suggest') : t('approval.comment')}
          </Button>
        </div>
      )}
      {may && writing && <CommentForm line={line} onClose={() => setWriting(false)} />}
    </>
  );
}
