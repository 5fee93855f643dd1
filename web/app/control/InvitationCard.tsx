import { Mic, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocal, useRoomMedia } from '../meeting/roomContext';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { IconButton } from '../ui/IconButton';
import { toast } from '../ui/Toast';
import { words } from '../wire';
import styles from './invitation.module.css';

/**
 * InvitationCard tells the seat that was given the floor, asked for or not. Its microphone is opened by its own people only; where it is open already they are told that
 * everybody hears them now. It does not take the focus: somebody may be typing.
 */
export function InvitationCard() {
  const { t } = useTranslation();
  const title = useId();
  const { local } = useRoomMedia();
  const { seat, role } = useMeeting((store) => store.me);
  const request = useWork(({ meeting }) => meeting.requests.find((one) => one.id === meeting.floor && one.seat === seat && one.state === 'speaking'));
  const talking = useLocal((state) => state.microphoneOn && state.microphone !== null);
  const [seen, setSeen] = useState('');
  if (!request || seen === request.id || role === 'chair') return null; // the chair needs no invitation of their own
  const aside = () => setSeen(request.id);
  const open = () =>
    void local.setMicrophone(true).then((failure) => {
      if (failure) toast({ text: t(`bar.blocked.${failure}`), tone: 'danger' });
      else aside();
    });
  const subject = words(request.subject);
  return (
    <section className={styles.card} aria-labelledby={title} data-invitation>
      <div role="alert" className={styles.words}>
        <h2 id={title} className={styles.title}>
          {t('control.invited')}
        </h2>
        {subject && <p className={styles.subject}>{subject}</p>}
        <p>{t(talking ? 'control.invitedOpen' : 'control.invitedText')}</p>
      </div>
      {talking ? (
        <Button variant="primary" onPress={aside}>
          {t('control.understood')}
        </Button>
      ) : (
        <Button variant="primary" onPress={open}>
          <Mic size={18} aria-hidden />
          {t('control.openMicrophone')}
        </Button>
      )}
      <IconButton label={t('app.close')} size="small" onPress={aside} className={styles.close ?? ''}>
        <X size={18} aria-hidden />
      </IconButton>
    </section>
  );
}
