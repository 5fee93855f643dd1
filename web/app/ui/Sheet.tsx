import { Modal, ModalOverlay } from 'react-aria-components';
import { classes } from './class';
import type { DialogProps } from './Dialog';
import { DialogBody } from './DialogBody';
import styles from './overlay.module.css';

/** Sheet is a Dialog that rises from the lower edge: on a phone it stays within reach of the thumb. */
export function Sheet({ isOpen, onOpenChange, wide: _wide, ...contents }: DialogProps) {
  const controlled = isOpen === undefined ? {} : { isOpen };
  return (
    <ModalOverlay {...controlled} {...(onOpenChange ? { onOpenChange } : {})} isDismissable className={classes(styles.scrim, styles.sheetScrim)}>
      <Modal className={styles.sheet ?? ''}>
        <DialogBody {...contents} />
      </Modal>
    </ModalOverlay>
  );
}
