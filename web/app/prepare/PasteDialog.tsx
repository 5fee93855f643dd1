import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uuid7 } from '../ids';
import { useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { parseAgenda } from './agendaText';
import { ItemTicks } from './ItemTicks';
import styles from './prepare.module.css';

/** PasteDialog makes items of an agenda that was written elsewhere. What was understood stands below the text before anything is added. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [text, setText] = useState('');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const items = useMemo(() => parseAgenda(text), [text]);
  const chosen = items.filter((_, n) => !left.has(n));
  const add = (close: () => void) => {
    for (const { long: _, ...item } of chosen) work.act('item.add', { item: uuid7(), ...item });
    close();
  };
  return (
    <Dialog
      isOpen
      wide
      onOpenChange={(open) => !open && onClose()}
      title={t('prepare.paste.title')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={chosen.length === 0} onPress={() => add(close)}>
            {t('prepare.paste.add', { count: chosen.length })}
          </Button>
        </>
      )}
    >
      <div className={styles.form}>
        <TextField
          label={t('prepare.paste.text')}
          hint={t('prepare.paste.hint')}
          placeholder={t('prepare.paste.example')}
          rows={6}
          value={text}
          onChange={(value) => {
            setText(value);
            setLeft(new Set());
          }}
          maxLength={20_000}
          autoFocus
        />
        {items.length > 0 && <ItemTicks label={t('prepare.paste.preview')} items={items} left={left} onChange={setLeft} />}
      </div>
    </Dialog>
  );
}
