import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useUnitChoices } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import type { Item } from '../state';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/CheckboxGroup';
import { ComboBox } from '../ui/ComboBox';
import { Dialog } from '../ui/Dialog';
import { Select } from '../ui/Select';
import { TextField } from '../ui/TextField';
import type { ItemDraft, ItemKind } from '../wire';
import styles from './agenda.module.css';

const kinds: readonly ItemKind[] = ['opening', 'report', 'discussion', 'conclusion', 'closing'];
const mostMinutes = 600;

/** ItemDialog writes a new item or changes one. */
export function ItemDialog({ item, onClose }: { item: Item | null; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const units = useUnitChoices();
  const late = useWork(({ meeting }) => meeting.status !== 'draft');
  const [draft, setDraft] = useState<ItemDraft>(
    item ? { title: item.title, kind: item.kind, lead: item.lead, presenter: item.presenter, minutes: item.minutes } : { title: '', kind: 'discussion', lead: '', presenter: '', minutes: 10 },
  );
  const [minutes, setMinutes] = useState(String(draft.minutes));
  const set = (change: Partial<ItemDraft>) => setDraft({ ...draft, ...change });
  const count = Number(minutes);
  const badMinutes = !/^\d+$/u.test(minutes) || count > mostMinutes;
  const save = (close: () => void) => {
    const said = { ...draft, minutes: count };
    if (item) work.act('item.edit', { item: item.id, ...said });
    else work.act('item.add', { item: uuid7(), ...said });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={item ? t('agenda.editTitle') : t('agenda.add')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={draft.title.trim() === '' || badMinutes} onPress={() => save(close)}>
            {item ? t('agenda.save') : t('agenda.add')}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField label={t('agenda.fieldTitle')} value={draft.title} onChange={(title) => set({ title })} maxLength={300} isRequired autoFocus />
        <div className={styles.pair}>
          <Select label={t('agenda.kind')} choices={kinds.map((id) => ({ id, text: t(`agenda.kinds.${id}`) }))} value={draft.kind} onChange={(kind) => set({ kind: kind as ItemKind })} />
          <TextField label={t('agenda.fieldMinutes')} value={minutes} onChange={setMinutes} inputMode="numeric" error={badMinutes ? t('agenda.badMinutes') : undefined} />
        </div>
        <ComboBox label={t('agenda.lead')} choices={units} value={draft.lead || null} onChange={(lead) => set({ lead: lead ?? '' })} placeholder={t('agenda.leadHint')} />
        <TextField label={t('agenda.presenter')} value={draft.presenter} onChange={(presenter) => set({ presenter })} maxLength={120} />
        {!item && (
          <Checkbox isSelected={draft.internal ?? false} onChange={(internal) => set({ internal })}>
            {t('agenda.internalHint')}
          </Checkbox>
        )}
        {!item && late && <p className={styles.hint}>{t('agenda.lateHint')}</p>}
      </div>
    </Dialog>
  );
}
