import type { ReactElement, ReactNode } from 'react';
import styles from './state.module.css';

/** EmptyState says in one sentence why nothing is here and offers at most one action. */
export function EmptyState({ icon, title, text, action }: { icon?: ReactElement; title: string; text?: string; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {icon}
      <p className={styles.emptyTitle}>{title}</p>
      {text && <p className={styles.emptyText}>{text}</p>}
      {action && <div className={styles.emptyAction}>{action}</div>}
    </div>
  );
}
