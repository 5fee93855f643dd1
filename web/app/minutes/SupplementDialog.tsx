import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';

const longest = 500;

/** SupplementDialog opens supplementary minutes to signed ones, with what they are for. */
export function SupplementDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('supplement.open')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={reason.trim() === ''}
            onPress={() => {
              work.act('minutes.supplement', { reason: reason.trim() });
              close();
            }}
          >
            {t('supplement.begin')}
          </Button>
        </>
      )}
    >
      <p>{t('supplement.about')}</p>
      <TextField label={t('supplement.reason')} value={reason} onChange={setReason} rows={3} maxLength={longest} autoFocus isRequired />
    </Dialog>
  );
}
