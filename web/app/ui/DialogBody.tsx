import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './overlay.module.css';

/** What a Dialog and a Sheet show. `children` and `actions` may be functions that receive `close`. */
export interface DialogContents {
  title: string;
  children: ReactNode | ((close: () => void) => ReactNode);
  actions?: ReactNode | ((close: () => void) => ReactNode);
  role?: 'dialog' | 'alertdialog';
}

/** DialogBody is the inside that Dialog, AlertDialog and Sheet share: a heading, a scrolling body and a row of actions. */
export function DialogBody({ title, children, actions, role = 'dialog' }: DialogContents) {
  const { t } = useTranslation();
  return (
    <AriaDialog role={role} className={styles.dialog ?? ''}>
      {({ close }) => (
        <>
          <div className={styles.head}>
            <Heading slot="title" className={styles.title ?? ''}>
              {title}
            </Heading>
            {role === 'dialog' && (
              <Button variant="quiet" icon onPress={close} aria-label={t('app.close')}>
                <X size={20} aria-hidden />
              </Button>
            )}
          </div>
          <div className={styles.body}>{typeof children === 'function' ? children(close) : children}</div>
          <div className={styles.foot}>{typeof actions === 'function' ? actions(close) : actions}</div>
        </>
      )}
    </AriaDialog>
  );
}
