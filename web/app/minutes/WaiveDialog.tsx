import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isWaivable, type Finding } from '../check';
import { useWorkApi } from '../meeting/work';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { findingKey } from './findings';

const longest = 500;

/** WaiveDialog says in words what is not clear, and takes the reason why it may stay so, or takes that back. */
export function WaiveDialog({ finding, onClose }: { finding: Finding; onClose: () => void }) {
  const { t } = useTranslation();
  const work = useWorkApi();
  const [reason, setReason] = useState(finding.waived?.reason ?? '');
  const key = findingKey(finding);
  const waive = (why: string, close: () => void) => {
    work.act('check.waive', { line: finding.line, field: finding.field, code: finding.code, reason: why });
    close();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('check.title')}
      actions={(close) => (
        <>
          {finding.waived && <Button onPress={() => waive('', close)}>{t('check.takeBack')}</Button>}
          <Button onPress={close}>{t('app.cancel')}</Button>
          {isWaivable(finding) && (
            <Button variant="primary" isDisabled={reason.trim() === '' || reason.trim() === finding.waived?.reason} onPress={() => waive(reason.trim(), close)}>
              {t('check.waive')}
            </Button>
          )}
        </>
      )}
    >
      {key && <p>{t(`check.long.${key}`)}</p>}
      {isWaivable(finding) && <TextField label={t('check.reason')} value={reason} onChange={setReason} rows={2} maxLength={longest} placeholder={t('check.reasonHint')} autoFocus isRequired />}
    </Dialog>
  );
}
