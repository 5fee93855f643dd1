import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import type { Presence } from '../state';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { words } from '../wire';
import styles from './delegates.module.css';
import { personWords } from './sites';

const most = 49;

/** othersOf reads one person a line: "Đỗ Văn D, Chuyên viên". */
export function othersOf(text: string): { name: string; post: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, most)
    .map((line) => {
      const [name = '', ...post] = line.split(',');
      return { name: name.trim(), post: post.join(',').trim() };
    })
    .filter(({ name }) => name !== '');
}

/** DescribeDialog names the other people of a presence and says whether they came in somebody's place. */
export function DescribeDialog({ presence, onClose }: { presence: Presence; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [others, setOthers] = useState((presence.others ?? []).map(personWords).join('\n'));
  const [substitute, setSubstitute] = useState(presence.substitute ?? false);
  const [instead, setInstead] = useState(presence.instead ? words(presence.instead) : '');
  const save = (close: () => void) => {
    work.act('attendance.describe', { presence: presence.id, others: othersOf(others), substitute, instead: substitute ? instead : '' });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('hall.describeOf', { name: words(presence.name) })}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" onPress={() => save(close)}>
            {t('agenda.save')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField label={t('hall.others')} hint={t('hall.othersHint')} value={others} onChange={setOthers} rows={4} autoFocus />
        <Checkbox isSelected={substitute} onChange={setSubstitute}>
          {t('hall.substitute')}
        </Checkbox>
        {substitute && <TextField label={t('hall.instead')} value={instead} onChange={setInstead} maxLength={120} />}
      </div>
    </Dialog>
  );
}
