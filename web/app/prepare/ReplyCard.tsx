import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { Chip } from '../ui/Chip';
import { ddmmyyyy, hhmm } from '../ui/clock';
import { words } from '../wire';
import { ReplyForm } from './ReplyForm';
import { Section } from './Section';
import styles from './prepare.module.css';

const tones = { attend: 'ok', absent: 'danger', substitute: 'brand' } as const;

/** ReplyCard is a unit's own answer to the invitation. */
export function ReplyCard() {
  const { t } = useTranslation();
  const unit = useMeeting((store) => store.me.unit);
  const { reply, open } = useWork(({ meeting }) => ({
    reply: meeting.replies?.find((one) => one.unit === unit),
    open: meeting.status === 'published' || meeting.status === 'running',
  }));
  const [editing, setEditing] = useState(false);
  if (!reply && !open) return null;
  return (
    <Section title={t('prepare.reply.title')} id="reply">
      {reply && !editing ? (
        <div className={styles.answer}>
          <p className={styles.line}>
            <Chip tone={tones[reply.answer]}>{t(`prepare.reply.${reply.answer}`)}</Chip>
            <span className={styles.muted}>{t('prepare.reply.at', { time: `${hhmm(reply.at)} ${ddmmyyyy(reply.at)}` })}</span>
          </p>
          {words(reply.name) && <p>{[words(reply.name), words(reply.post)].filter(Boolean).join(', ')}</p>}
          {words(reply.reason) && <p>{t('prepare.reasonIs', { reason: words(reply.reason) })}</p>}
          {open && (
            <p>
              <Button size="small" onPress={() => setEditing(true)}>
                {t('prepare.reply.change')}
              </Button>
            </p>
          )}
        </div>
      ) : (
        <ReplyForm reply={reply} onDone={() => setEditing(false)} />
      )}
    </Section>
  );
}
