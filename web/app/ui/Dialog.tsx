import { Modal, ModalOverlay } from 'react-aria-components';
import { classes } from './class';
import { DialogBody, type DialogContents } from './DialogBody';
import styles from './overlay.module.css';

/** Props of Dialog. Without isOpen it belongs inside a DialogTrigger, after the button that opens it. */
export interface DialogProps extends Omit<DialogContents, 'role'> {
  isOpen?: boolean;
  onOpenChange?: (open: boolean) => void;
  wide?: boolean;
}

/** Dialog is a modal window that can be dismissed; the focus returns to where it was. */
export function Dialog({ isOpen, onOpenChange, wide, ...contents }: DialogProps) {
  const controlled = isOpen === undefined ? {} : { isOpen };
  return (
    <ModalOverlay {...controlled} {...(onOpenChange ? { onOpenChange } : {})} isDismissable className={styles.scrim ?? ''}>
      <Modal className={classes(styles.modal, wide && styles.wide)}>
        <DialogBody {...contents} />
      </Modal>
    </ModalOverlay>
  );
}

export { DialogTrigger } from 'react-aria-components';
