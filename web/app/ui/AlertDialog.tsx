import type { ReactNode } from 'react';
import { Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { DialogBody } from './DialogBody';
import styles from './overlay.module.css';

/** Props of AlertDialog. `confirm` and `cancel` are verbs, never yes and no. */
export interface AlertDialogProps {
  title: string;
  children: ReactNode;
  confirm: string;
  cancel?: string;
  danger?: boolean;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
}

/** AlertDialog asks before something that is hard to take back. The focus starts on the way out. */
export function AlertDialog({ title, children, confirm, cancel, danger = false, isOpen, onOpenChange, onConfirm }: AlertDialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={onOpenChange} className={styles.scrim ?? ''}>
      <Modal className={styles.modal ?? ''}>
        <DialogBody
          role="alertdialog"
          title={title}
          actions={(close) => (
            <>
              <Button autoFocus onPress={close}>
                {cancel ?? t('app.cancel')}
              </Button>
              <Button
                variant={danger ? 'danger' : 'primary'}
                onPress={() => {
                  close();
                  onConfirm();
                }}
              >
                {confirm}
              </Button>
            </>
          )}
        >
          {children}
        </DialogBody>
      </Modal>
    </ModalOverlay>
  );
}
