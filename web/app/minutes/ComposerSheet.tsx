import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { Sheet } from '../ui/Sheet';
import { Composer } from './Composer';
import styles from './composer.module.css';
import { SaveState } from './SaveState';

/** ComposerSheet is the composer on a phone: one line that opens a sheet, so that the minutes keep the height. */
export function ComposerSheet() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.opener}>
      <Button variant="primary" onPress={() => setOpen(true)}>
        <Plus size={18} aria-hidden />
        {t('composer.openShort')}
      </Button>
      <SaveState />
      <Sheet isOpen={open} onOpenChange={setOpen} title={t('composer.title')}>
        <Composer autoFocus onSaved={() => setOpen(false)} />
      </Sheet>
    </div>
  );
}
