import type { ReactElement, ReactNode } from 'react';
import { classes } from './class';
import styles from './state.module.css';

/** Banner is a bar across its parent: it informs without taking the focus. A danger banner is announced at once, others politely. */
export function Banner({ tone, icon, children, action }: { tone: 'info' | 'warn' | 'danger'; icon?: ReactElement; children: ReactNode; action?: ReactNode }) {
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={classes(styles.banner, styles[tone])}>
      {icon}
      <span className={styles.bannerText}>{children}</span>
      {action}
    </div>
  );
}
