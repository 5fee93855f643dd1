import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';

const longest = 500;

/** ReturnDialog gives the minutes back to the secretary with what has to be mended. */
export function ReturnDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('approval.return')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={reason.trim() === ''}
            onPress={() => {
              work.act('minutes.return', { reason: reason.trim() });
              close();
            }}
          >
            {t('approval.return')}
          </Button>
        </>
      )}
    >
      <TextField label={t('approval.reason')} value={reason} onChange={setReason} rows={3} maxLength={longest} autoFocus isRequired />
    </Dialog>
  );
}
