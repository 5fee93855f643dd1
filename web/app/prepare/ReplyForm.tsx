import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import type { Reply, ReplyKind } from '../prepare';
import { Button } from '../ui/Button';
import { RadioGroup } from '../ui/RadioGroup';
import { TextField } from '../ui/TextField';
import { words } from '../wire';
import styles from './prepare.module.css';

const kinds: readonly ReplyKind[] = ['attend', 'absent', 'substitute'];

/** ReplyForm answers the invitation: one's own, or, for staff, for the unit that telephoned. */
export function ReplyForm({ reply, unit, onDone }: { reply: Reply | undefined; unit?: string; onDone?: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [answer, setAnswer] = useState<ReplyKind | null>(reply?.answer ?? null);
  const [reason, setReason] = useState(reply ? words(reply.reason) : '');
  const [name, setName] = useState(reply ? words(reply.name) : '');
  const [post, setPost] = useState(reply ? words(reply.post) : '');
  const needed = answer === 'absent' ? reason.trim() === '' : answer === 'substitute' && name.trim() === '';
  const send = () => {
    if (!answer) return;
    work
      .give('invitation.answer', { ...(unit ? { unit } : {}), answer, reason, ...(answer === 'absent' ? {} : { name, post }) })
      .catch(() => undefined);
    onDone?.();
  };
  return (
    <div className={styles.form}>
      <RadioGroup label={t('prepare.reply.question')} choices={kinds.map((id) => ({ id, text: t(`prepare.reply.${id}`) }))} value={answer} onChange={(id) => setAnswer(id as ReplyKind)} />
      {answer && answer !== 'absent' && (
        <div className={styles.pair}>
          <TextField label={answer === 'substitute' ? t('prepare.reply.substituteName') : t('prepare.reply.name')} value={name} onChange={setName} maxLength={120} isRequired={answer === 'substitute'} />
          <TextField label={t('prepare.reply.post')} value={post} onChange={setPost} maxLength={120} />
        </div>
      )}
      {answer && answer !== 'attend' && (
        <TextField label={t(answer === 'absent' ? 'prepare.reply.reason' : 'prepare.reply.substituteReason')} value={reason} onChange={setReason} maxLength={500} isRequired={answer === 'absent'} />
      )}
      <p className={styles.formFoot}>
        <Button variant="primary" isDisabled={!answer || needed} onPress={send}>
          {reply ? t('prepare.reply.again') : t('prepare.reply.send')}
        </Button>
      </p>
    </div>
  );
}
