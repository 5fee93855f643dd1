import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { wordsFor } from '../api';
import { uuid7 } from '../ids';
import { useMeeting } from '../meeting/store';
import { useWork } from '../meeting/work';
import { mostFileBytes, type Submission } from '../prepare';
import { Banner } from '../ui/Banner';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import { upload } from './upload';
import styles from './prepare.module.css';

const taken = ['.pdf', '.docx', '.xlsx', '.pptx', '.png', '.jpg', '.jpeg'];
const whole = 'meeting';

/** UploadDialog hands a file in, or hands a returned one in again. That it holds no state secret is asked each time. */
export function UploadDialog({ again, onClose }: { again: Submission | null; onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMeeting((store) => store.me);
  const items = useWork(({ meeting }) => meeting.items);
  const [file, setFile] = useState<File | null>(null);
  const [title, setTitle] = useState(again?.title ?? '');
  const [item, setItem] = useState(again?.item || whole);
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  // The same tries have the same ids: a file whose answer was lost is handed in once.
  const ids = useRef({ command: uuid7(), paper: again?.id ?? uuid7() });
  const choose = (chosen: File | undefined) => {
    if (!chosen) return;
    ids.current.command = uuid7();
    setFile(chosen);
    setFault(chosen.size > mostFileBytes ? t('prepare.papers.tooLarge') : null);
    if (title.trim() === '') setTitle(chosen.name.normalize('NFC').replace(/\.[^.]+$/u, ''));
  };
  const send = (close: () => void) => {
    if (!file) return;
    setSent(0);
    setFault(null);
    const handing = { meeting: me.meeting, seat: me.seat, id: ids.current.command, paper: ids.current.paper, item: item === whole ? '' : item, title: title.trim(), file };
    upload(handing, setSent).then(close, (error: unknown) => {
      setSent(null);
      setFault(wordsFor(error, t));
    });
  };
  const ready = file !== null && file.size <= mostFileBytes && title.trim() !== '' && open && sent === null;
  return (
    <Dialog
      isOpen
      onOpenChange={(shown) => !shown && onClose()}
      title={again ? t('prepare.papers.againTitle') : t('prepare.papers.add')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={!ready} onPress={() => send(close)}>
            {sent === null ? t('prepare.papers.send') : t('prepare.papers.sending', { percent: Math.round(sent * 100) })}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        {again?.reason && <Banner tone="warn">{t('prepare.papers.returnedBecause', { reason: again.reason })}</Banner>}
        <div className={styles.file}>
          <FileTrigger acceptedFileTypes={taken} onSelect={(list) => choose(list?.[0])}>
            <Button>
              <FileUp size={18} aria-hidden />
              {file ? t('prepare.papers.chooseOther') : t('prepare.papers.choose')}
            </Button>
          </FileTrigger>
          <p className={styles.muted}>{file ? file.name : t('prepare.papers.kinds')}</p>
        </div>
        <TextField label={t('prepare.papers.name')} value={title} onChange={setTitle} maxLength={300} isRequired />
        <Select
          label={t('prepare.papers.item')}
          choices={[{ id: whole, text: t('prepare.papers.whole') }, ...items.map((row, n) => ({ id: row.id, text: `${n + 1}. ${row.title}` }))]}
          value={item}
          onChange={setItem}
        />
        <Banner tone="warn">{t('prepare.papers.secret')}</Banner>
        <Checkbox isSelected={open} onChange={setOpen}>
          {t('prepare.papers.noSecret')}
        </Checkbox>
        {fault && (
          <p role="alert" className={styles.fault}>
            {fault}
          </p>
        )}
      </div>
    </Dialog>
  );
}
