import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useUnitChoices } from '../meeting/units';
import { useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { ComboBox } from '../ui/ComboBox';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import styles from './delegates.module.css';

const most = 50;

/** HallDialog notes somebody who sits in the hall. */
export function HallDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const units = useUnitChoices();
  const [unit, setUnit] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [post, setPost] = useState('');
  const [people, setPeople] = useState('1');
  const bad = !/^\d+$/u.test(people) || Number(people) < 1 || Number(people) > most;
  const save = (close: () => void) => {
    work.act('attendance.note', { presence: uuid7(), unit: unit ?? '', name, post, people: Number(people) });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('hall.add')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={name.trim() === '' || bad} onPress={() => save(close)}>
            {t('hall.note')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField label={t('hall.name')} value={name} onChange={setName} maxLength={120} isRequired autoFocus />
        <TextField label={t('hall.post')} value={post} onChange={setPost} maxLength={120} />
        <ComboBox label={t('hall.unit')} choices={units} value={unit} onChange={setUnit} placeholder={t('hall.unitHint')} />
        <TextField label={t('hall.people')} value={people} onChange={setPeople} inputMode="numeric" error={bad ? t('hall.badPeople') : undefined} />
      </div>
    </Dialog>
  );
}
