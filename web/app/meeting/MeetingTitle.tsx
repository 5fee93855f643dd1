import { useRef, useState } from 'react';
import { Button, Dialog, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Session } from '../session';
import { ddmmyyyy, hhmm } from '../ui/clock';
import { Tooltip } from '../ui/Tooltip';
import styles from './title.module.css';
import { useMeeting } from './store';

/** MeetingTitle is the meeting's name in one line. Official names run to 150 letters: the whole of it is in the tooltip, and a press shows it with time and chair. */
export function MeetingTitle({ session }: { session: Session }) {
  const { t } = useTranslation();
  const title = useMeeting((store) => store.meeting?.title) ?? session.title;
  const startsAt = useMeeting((store) => store.meeting?.starts_at) ?? session.starts_at;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <h1 className={styles.title}>
      <Tooltip text={title}>
        <Button ref={button} className={styles.button ?? ''} aria-haspopup="dialog" onPress={() => setOpen(true)}>
          {title}
        </Button>
      </Tooltip>
      <Popover triggerRef={button} isOpen={open} onOpenChange={setOpen} placement="bottom start" className={styles.card ?? ''}>
        <Dialog className={styles.facts ?? ''} aria-label={t('meeting.about')}>
          <p className={styles.whole}>{title}</p>
          {startsAt && (
            <p>
              {hhmm(startsAt)}, {ddmmyyyy(startsAt)}
            </p>
          )}
          {session.chair && <p>{t('join.chair', { name: session.chair })}</p>}
        </Dialog>
      </Popover>
    </h1>
  );
}
