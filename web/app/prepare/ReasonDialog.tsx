import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';

const longest = 500;

/** Props of ReasonDialog. */
export interface ReasonDialogProps {
  title: string;
  label: string;
  confirm: string;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** ReasonDialog asks why before something is done. */
export function ReasonDialog({ title, label, confirm, onConfirm, onClose }: ReasonDialogProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={title}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={reason.trim() === ''}
            onPress={() => {
              onConfirm(reason.normalize('NFC').trim());
              close();
            }}
          >
            {confirm}
          </Button>
        </>
      )}
    >
      <TextField label={label} value={reason} onChange={setReason} rows={3} maxLength={longest} isRequired autoFocus />
    </Dialog>
  );
}
