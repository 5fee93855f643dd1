import type { ReactElement, ReactNode } from 'react';
import { Brand } from './Brand';
import { LanguageSwitch } from './LanguageSwitch';
import styles from './notice.module.css';

/** Notice is a whole page that says one thing: a link that fails, the end of a meeting, a browser that cannot. It loads without react-aria. */
export function Notice({ title, text, icon, action, busy = false }: { title: string; text?: ReactNode; icon?: ReactElement; action?: ReactNode; busy?: boolean }) {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main className={styles.main} aria-busy={busy}>
        {busy && <div className={styles.spinner} aria-hidden />}
        {icon && <div className={styles.icon}>{icon}</div>}
        <h1 className={styles.title}>{title}</h1>
        {text && <p className={styles.text}>{text}</p>}
        {action && <div className={styles.actions}>{action}</div>}
      </main>
    </div>
  );
}
