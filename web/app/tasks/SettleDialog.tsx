import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import type { Line } from '../state';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import styles from './tasks.module.css';

/** SettleDialog says why a conclusion makes no task. */
export function SettleDialog({ line, onClose }: { line: Line; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('tasks.noTask')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={reason.trim() === ''}
            onPress={() => {
              work.act('conclusion.settle', { line: line.id, reason: reason.trim() });
              close();
            }}
          >
            {t('minutes.save')}
          </Button>
        </>
      )}
    >
      <div className={styles.stack}>
        <TextField label={t('tasks.settleReason')} value={reason} onChange={setReason} rows={2} maxLength={500} placeholder={t('tasks.settleHint')} autoFocus isRequired />
      </div>
    </Dialog>
  );
}
