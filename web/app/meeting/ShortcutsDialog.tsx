import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';
import styles from './shortcuts.module.css';
import { shortcuts } from './shortcuts';

/** ShortcutsDialog lists the keys from their catalogue. */
export function ShortcutsDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onOpenChange={(open) => !open && onClose()} title={t('keys.title')}>
      <dl className={styles.keys}>
        {shortcuts.map(({ action, keys }) => (
          <Fragment key={action}>
            <dt>{t(`keys.${action}`)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key === 'Space' ? t('keys.space') : key}
                </kbd>
              ))}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Dialog>
  );
}
