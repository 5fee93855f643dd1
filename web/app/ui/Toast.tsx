import { X } from 'lucide-react';
import {
  Button,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { classes } from './class';
import styles from './toast.module.css';

/** A toast: a short text and at most one action ("Hoàn tác"). Never the only place of an information. */
export interface ToastMessage {
  text: string;
  tone?: 'plain' | 'danger';
  action?: { text: string; run: () => void };
}

const most = 3;
const defaultMilliseconds = 6000;
const queue = new ToastQueue<ToastMessage>({ maxVisibleToasts: most });

/** toast shows a message at the lower left for `milliseconds` (6 s unless told) and returns a function that removes it. Toasts with an action should stay 8 s. */
export function toast(message: ToastMessage, milliseconds = defaultMilliseconds): () => void {
  const key = queue.add(message, { timeout: milliseconds });
  return () => queue.close(key);
}

/** Toasts is the place where toasts appear; once per page. The rest of the kit does not know react-aria's unstable names. */
export function Toasts() {
  const { t } = useTranslation();
  return (
    <ToastRegion queue={queue} aria-label={t('app.notifications')} className={styles.region ?? ''}>
      {({ toast: item }) => (
        <AriaToast toast={item} className={classes(styles.toast, item.content.tone === 'danger' && styles.danger)}>
          <ToastContent className={styles.text ?? ''}>
            <Text slot="title">{item.content.text}</Text>
          </ToastContent>
          {item.content.action && (
            <Button
              className={styles.action ?? ''}
              onPress={() => {
                item.content.action?.run();
                queue.close(item.key);
              }}
            >
              {item.content.action.text}
            </Button>
          )}
          <Button slot="close" className={styles.close ?? ''} aria-label={t('app.close')}>
            <X size={18} aria-hidden />
          </Button>
        </AriaToast>
      )}
    </ToastRegion>
  );
}
