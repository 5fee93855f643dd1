import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { TextField } from '../ui/TextField';
import { toast } from '../ui/Toast';

/** LinkDialog shows a new link, once. */
export function LinkDialog({ name, url, onClose }: { name: string; url: string; onClose: () => void }) {
  const { t } = useTranslation();
  const copy = () => {
    navigator.clipboard.writeText(url).then(
      () => toast({ text: t('delegates.copied') }),
      () => toast({ text: t('delegates.copyFailed'), tone: 'danger' }),
    );
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('delegates.linkOf', { name })}
      actions={(close) => (
        <>
          <Button onPress={close}>{t('app.close')}</Button>
          <Button variant="primary" onPress={copy}>
            {t('delegates.copy')}
          </Button>
        </>
      )}
    >
      <TextField label={t('delegates.link')} value={url} isReadOnly hint={t('delegates.shownOnce')} autoFocus />
    </Dialog>
  );
}
