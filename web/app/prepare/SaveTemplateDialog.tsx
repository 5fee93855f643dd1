import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, wordsFor } from '../api';
import { uuid7 } from '../ids';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { toast } from '../ui/Toast';
import { meetingPath } from './useFetched';
import styles from './prepare.module.css';

/** SaveTemplateDialog keeps this agenda for other meetings. */
export function SaveTemplateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMeeting((store) => store.me);
  const count = useWork(({ meeting }) => meeting.items.length);
  const [title, setTitle] = useState('');
  const [id] = useState(uuid7);
  const [fault, setFault] = useState<string | null>(null);
  const save = (close: () => void) =>
    call(meetingPath(me, 'templates'), { body: { id, title } }).then(
      () => {
        toast({ text: t('prepare.template.saved', { title: title.trim() }) });
        close();
      },
      (error: unknown) => setFault(wordsFor(error, t)),
    );
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('prepare.template.save')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={title.trim() === ''} onPress={() => void save(close)}>
            {t('agenda.save')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <p className={styles.muted}>{t('prepare.template.about', { count })}</p>
        <TextField label={t('prepare.template.name')} value={title} onChange={setTitle} maxLength={300} isRequired autoFocus error={fault ?? undefined} />
      </div>
    </Dialog>
  );
}
