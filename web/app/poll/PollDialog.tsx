import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import styles from './poll.module.css';

const longest = 500;

/** PollDialog asks all units a question about an item. */
export function PollDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const { items, current } = useWork(({ meeting }) => ({ items: meeting.items, current: meeting.current }));
  const shown = items.filter((row) => !row.internal);
  const [item, setItem] = useState(shown.some((row) => row.id === current) ? current : (shown[0]?.id ?? ''));
  const [question, setQuestion] = useState('');
  const [secret, setSecret] = useState(false);
  const ask = (close: () => void) => {
    work.act('poll.open', { poll: uuid7(), item, question, secret });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('poll.open')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={question.trim() === ''} onPress={() => ask(close)}>
            {t('poll.start')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField label={t('poll.question')} hint={t('poll.questionHint')} value={question} onChange={setQuestion} maxLength={longest} rows={2} isRequired autoFocus />
        <Select label={t('poll.item')} choices={shown.map((row) => ({ id: row.id, text: row.title }))} value={item} onChange={setItem} />
        <Checkbox isSelected={secret} onChange={setSecret}>
          {t('poll.makeSecret')}
        </Checkbox>
        <p className={styles.hint}>{secret ? t('poll.secretHint') : t('poll.openHint')}</p>
      </div>
    </Dialog>
  );
}
