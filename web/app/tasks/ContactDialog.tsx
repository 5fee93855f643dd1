import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unitOf, useUnitLabel } from '../meeting/units';
import { useWork, useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';

/** ContactDialog sets the address to which a unit's tasks are mailed. */
export function ContactDialog({ unit, onClose }: { unit: string; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const label = useUnitLabel();
  const known = useWork(({ meeting }) => unitOf(meeting, unit)?.email ?? '');
  const [email, setEmail] = useState(known);
  const wrong = email.trim() !== '' && !/^[^\s@,;<>()"]+@[^\s@,;<>()"]+\.[^\s@,;<>()"]+$/u.test(email.trim());
  const save = (close: () => void) => {
    if (wrong) return;
    work.act('unit.contact', { unit, email: email.trim() });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('tasks.editAddress', { unit: label(unit) })}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.cancel')}</Button>
          <Button variant="primary" isDisabled={wrong} onPress={() => save(close)}>
            {t('minutes.save')}
          </Button>
        </>
      )}
    >
      <TextField label={t('tasks.email')} type="email" value={email} onChange={setEmail} error={wrong ? t('tasks.badEmail') : undefined} hint={t('tasks.emailHint')} autoFocus />
    </Dialog>
  );
}
