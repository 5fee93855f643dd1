import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorkApi } from '../meeting/work';
import { dueOf, today } from '../tasks/due';
import { Button } from '../ui/Button';
import { DatePicker } from '../ui/DatePicker';
import { Dialog } from '../ui/Dialog';

/** SubmitDialog lays the minutes before the chair; with a date attending units are asked for comments until its end. */
export function SubmitDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [until, setUntil] = useState<string | null>(null);
  const least = today(work.now());
  const early = until !== null && until < least;
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('approval.submit')}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button
            variant="primary"
            isDisabled={early}
            onPress={() => {
              work.act('minutes.submit', until ? { comments_until: dueOf(until, '').until } : {});
              close();
            }}
          >
            {t('approval.submitNow')}
          </Button>
        </>
      )}
    >
      <p>{t('approval.submitText')}</p>
      <DatePicker label={t('approval.commentsUntil')} hint={t('approval.commentsHint')} value={until} onChange={setUntil} least={least} />
    </Dialog>
  );
}
