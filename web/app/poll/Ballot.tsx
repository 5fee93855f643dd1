import { Check } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openPoll } from '../foldFloor';
import { useMeeting } from '../meeting/store';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { TextField } from '../ui/TextField';
import { narrow, useMedia } from '../ui/useMedia';
import { words, type Choice } from '../wire';
import styles from './poll.module.css';
import { PollCounts } from './PollCounts';
import { choices } from './tally';

const longest = 500;

/** Ballot is a unit's side of the open poll, over everything else on a phone: three buttons, a text for another opinion, what was chosen. It can be changed until the close. */
export function Ballot() {
  const me = useMeeting((store) => store.me);
  const poll = useWork(({ meeting }) => openPoll(meeting));
  if (!poll || me.role !== 'unit') return null;
  return <OpenBallot key={poll.id} id={poll.id} />;
}

function OpenBallot({ id }: { id: string }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const unit = useMeeting((store) => store.me.unit);
  const poll = useWork(({ meeting }) => meeting.polls?.find((row) => row.id === id));
  const own = poll?.votes.find((vote) => vote.unit === unit);
  // A phone has no room for the counts beside what goes on; they are in the minutes afterwards.
  const phone = useMedia(narrow);
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  if (!poll) return null;
  const vote = (choice: Choice) => {
    setWriting(choice === 'other');
    if (choice === 'other') setText(own?.choice === 'other' ? words(own.text) : text);
    else work.act('poll.vote', { poll: id, choice });
  };
  const send = () => {
    work.act('poll.vote', { poll: id, choice: 'other', text });
    setWriting(false);
  };
  return (
    <section className={styles.ballot} aria-label={t('poll.title')} data-ballot>
      <p className={styles.title}>{poll.secret ? t('poll.secret') : t('poll.title')}</p>
      <p className={styles.question} role="status">
        {words(poll.question)}
      </p>
      <div className={styles.choices} role="group" aria-label={t('poll.yourVote')}>
        {choices.map((choice) => {
          const chosen = own?.choice === choice && !writing;
          return (
            <Button key={choice} className={styles.choice ?? ''} variant={chosen ? 'primary' : 'secondary'} aria-pressed={chosen} onPress={() => vote(choice)}>
              {chosen && <Check size={18} aria-hidden />}
              {t(`poll.choices.${choice}`)}
            </Button>
          );
        })}
      </div>
      {writing && (
        <div className={styles.write}>
          <TextField label={t('poll.opinion')} value={text} onChange={setText} maxLength={longest} rows={2} autoFocus />
          <Button variant="primary" isDisabled={text.trim() === ''} onPress={send}>
            {t('poll.send')}
          </Button>
        </div>
      )}
      {own && !writing && (
        <p className={styles.hint}>
          {own.choice === 'other' ? `“${words(own.text)}”. ` : ''}
          {t('poll.saved')}
        </p>
      )}
      {!poll.secret && !phone && <PollCounts poll={poll} />}
      {poll.secret && <p className={styles.hint}>{t('poll.secretHint')}</p>}
    </section>
  );
}
