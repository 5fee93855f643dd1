import { useId, type ReactNode } from 'react';
import styles from './prepare.module.css';

/** Section is one card of the preparation: a heading, perhaps a count and tools beside it, and its contents. */
export function Section({ id, title, count, tools, children }: { id: string; title: string; count?: string; tools?: ReactNode; children: ReactNode }) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading} data-prepare={id}>
      <header className={styles.head}>
        <h2 id={heading} className={styles.title}>
          {title}
        </h2>
        {count && <span className={styles.muted}>{count}</span>}
        {tools && <div className={styles.tools}>{tools}</div>}
      </header>
      {children}
    </section>
  );
}
